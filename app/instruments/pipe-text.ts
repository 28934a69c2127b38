const FIRST_STRONG_ISOLATE = '\u2068'
const POP_ISOLATE = '\u2069'

/**
 * Puts the partner's name into a text, isolated so that a Latin name in an Arabic sentence (or the reverse) keeps the
 * order of the words around it. The name is taken literally, whatever characters it has.
 */
export function pipeText(text: string, partner: string): string {
  return text.split('{partner}').join(FIRST_STRONG_ISOLATE + partner + POP_ISOLATE)
}
