/** A line of the log for people: `12:03:04 info wave published responses=12`; the stack of an error below it. */
export function readableLine(line: string): string {
  const { at, level, event, stack, ...details } = JSON.parse(line) as Record<string, unknown>
  const words = Object.entries(details)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  const time = String(at).slice(11, 19)
  const places = typeof stack === 'string' ? `\n    ${stack.split(' < ').join('\n    ')}` : ''
  return `${[time, level, event, ...words].join(' ')}${places}\n`
}
