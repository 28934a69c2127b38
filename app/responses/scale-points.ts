/** The points of a scale for a form: their values from the lowest, with the words of each. */
export function scalePoints(words: readonly string[] = [], minimum: number) {
  return words.map((label, index) => ({ value: String(minimum + index), label }))
}
