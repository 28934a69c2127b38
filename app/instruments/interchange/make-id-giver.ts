import { idSchema } from '#app/instruments/instrument-schema'

const LONGEST = 40

/**
 * @param taken ids that are never given
 * @returns a function that makes an id of any text, the text itself where it is one; each id once, and with it the fields
 * that a question of that id has beside
 */
export function makeIdGiver(taken: readonly string[] = []) {
  const given = new Set(taken)
  const counts = new Map<string, number>()
  return (text: string, fieldsOf: (id: string) => string[] = () => []): string => {
    const stem = stemOf(text)
    for (let count = counts.get(stem) ?? 1; ; count += 1) {
      const suffix = count === 1 ? '' : `_${count}`
      const id = stem.slice(0, LONGEST - suffix.length) + suffix
      const fields = [id, ...fieldsOf(id)]
      if (fields.some((field) => given.has(field))) continue
      for (const field of fields) given.add(field)
      counts.set(stem, count + 1)
      return id
    }
  }
}

function stemOf(text: string): string {
  if (idSchema.safeParse(text).success) return text
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .slice(0, 30)
    .replace(/^_+|(?<!_)_+$/g, '')
  return idSchema.safeParse(plain).success ? plain : `q_${plain}`.replace(/_$/, '')
}
