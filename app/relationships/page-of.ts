export const PAGE_SIZE = 50

/** One page of a list, counted from 1. */
export interface PageOf<Row> {
  rows: Row[]
  /** rows on all pages */
  total: number
  page: number
}

/** The page that is asked for, or the last one that there is; and where it lies. */
export function pageWithin(asked: number, total: number) {
  const page = Math.min(asked, Math.max(1, Math.ceil(total / PAGE_SIZE)))
  return { page, range: { skip: (page - 1) * PAGE_SIZE, take: PAGE_SIZE } }
}

/** Search text and page number of a list's address; what is not one becomes the first page of everything. */
export function readListQuery(url: string): { search: string; page: number } {
  const { searchParams } = new URL(url)
  const page = Number(searchParams.get('page'))
  const search = (searchParams.get('q') ?? '').replaceAll('\u0000', '').normalize('NFC').trim().slice(0, 100) // PostgreSQL refuses NUL
  return { search, page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1 }
}
