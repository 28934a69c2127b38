export const PAGE_SIZE = 50

/** One page of a list, counted from 1. */
export interface PageOf<Row> {
  rows: Row[]
  /** rows on all pages */
  total: number
  page: number
}

/** Search text and page number of a list's address; what is not one becomes the first page of everything. */
export function readListQuery(url: string): { search: string; page: number } {
  const { searchParams } = new URL(url)
  const page = Number(searchParams.get('page'))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL refuses NUL in a search text
  const search = (searchParams.get('q') ?? '')
    .replace(/[\u0000-\u001f]/g, ' ')
    .trim()
    .slice(0, 100)
  return { search, page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1 }
}
