import { instrumentSchema } from '#app/instruments/instrument-schema'

const LONGEST = 40
const idSchema = instrumentSchema.shape.sections.element.shape.id

export function isValidName(name: string): boolean {
  return name.length <= LONGEST && idSchema.safeParse(name).success
}

/**
 * A name that an item, a section or an option can have, made of any text; the same for the same text.
 * @param prefix valid itself; stands before what does not begin with a letter, or in place of what has no Latin letters
 */
export function makeName(text: string, prefix: string): string {
  if (isValidName(text)) return text
  const plain = text
    .slice(0, 200)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
  const wanted = /^[a-z]/.test(plain) ? plain : plain ? `${prefix}_${plain}` : prefix
  const short = wanted.slice(0, LONGEST)
  return isValidName(short) ? short : `${prefix.slice(0, 20)}_${short}`.slice(0, LONGEST)
}

/**
 * Gives out names that are not yet taken: the second `price` is `price_2`.
 * @param taken names that are never given out
 * @returns a function that takes a wanted valid name and the form fields that it would have
 */
export function nameGiver(taken: readonly string[] = []) {
  const given = new Set(taken)
  return (wanted: string, fieldsOf: (name: string) => string[] = () => []): string => {
    for (let count = 1; ; count++) {
      const suffix = count === 1 ? '' : `_${count}`
      const name = wanted.slice(0, LONGEST - suffix.length) + suffix
      const fields = new Set([name, ...fieldsOf(name)])
      if ([...fields].some((field) => given.has(field)) || !isValidName(name)) continue
      for (const field of fields) given.add(field)
      return name
    }
  }
}
