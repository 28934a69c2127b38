/**
 * Rows in the order of their ids, with `size` of them in memory at once.
 * @param read the next `size` rows, those whose id comes after `last`; the first ones where there is none
 */
export async function* inPortions<Row extends { id: string }>(
  size: number,
  read: (last: string | undefined) => Promise<Row[]>,
): AsyncGenerator<Row> {
  let last: string | undefined
  for (;;) {
    const rows = await read(last)
    yield* rows
    last = rows.at(-1)?.id
    if (rows.length < size) return
  }
}
