/** Letters and digits at the end of a name that was shortened. */
const MARK = 4

/**
 * Names that a program accepts, unique and always the same for the same name, so that a script that was written for one
 * file reads the next one too: those that are too long end in a mark that comes from the whole name, and words that mean
 * something to the program get `_` behind them.
 */
export function shortenNames(names: readonly string[], longest: number, reserved: RegExp): string[] {
  const taken = new Set(names.filter((name) => name.length <= longest && !reserved.test(name)))
  return names.map((name) => {
    if (taken.has(name)) return name
    let short = name.length < longest ? `${name}_` : ''
    for (let attempt = 0; short === '' || taken.has(short); attempt += 1)
      short = `${name.slice(0, longest - MARK - 1)}_${markOf(attempt === 0 ? name : `${name} ${attempt}`)}`
    taken.add(short)
    return short
  })
}

/** FNV-1a (32 bits), in letters and digits. */
function markOf(name: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < name.length; at += 1) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193) >>> 0
  return hash.toString(36).padStart(MARK, '0').slice(-MARK)
}
