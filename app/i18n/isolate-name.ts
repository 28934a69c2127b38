const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/** A name that goes into a sentence of another script: the words around it keep their order. */
export function isolateName(name: string): string {
  return FIRST_STRONG_ISOLATE + name + POP_ISOLATE
}

/** The same for all texts among the values of a sentence; numbers stay numbers, for plurals. */
export function isolateNames(values: Record<string, string | number>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? isolateName(value) : value]),
  )
}
