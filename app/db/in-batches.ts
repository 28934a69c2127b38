/** Slices of at most `size`: a statement takes at most 65,535 parameters. */
export function* inBatches<Row>(rows: readonly Row[], size: number): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size)
}
