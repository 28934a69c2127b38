/**
 * A sentence is a list of pieces, not a string, because a name needs different care in HTML (<bdi>, escaped by React)
 * and in plain text (isolating marks). Nothing is ever replaced inside a string, so `$&` or `{{link}}` in a firm's
 * name stays what it is.
 */
export type Piece = string | { name: string }

/** One line of visible characters: line breaks and marks that could turn the words around the name are taken out. */
export function cleanName(name: string): string {
  return name
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

/** Isolates (U+2068, U+2069) keep a Latin name in an Arabic sentence, or the reverse, from moving its neighbours. */
export function toPlain(pieces: Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : `\u2068${cleanName(piece.name)}\u2069`)).join('')
}
