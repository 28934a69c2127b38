/** A search for text inside of a column, however it is capitalized. In LIKE, `%` and `_` would stand for anything. */
export function containsText(search: string) {
  return { contains: search.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' } as const
}
