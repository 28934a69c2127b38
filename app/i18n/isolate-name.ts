const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/** A name that goes into a sentence of another script: the words around it keep their order. */
export function isolateName(name: string): string {
  return FIRST_STRONG_ISOLATE + name + POP_ISOLATE
}
