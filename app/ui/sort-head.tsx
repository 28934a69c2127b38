import { Link } from '@remix-run/react'

interface SortHeadProps {
  column: string
  words: string
  isNumber: boolean
  /** the column by which the table is sorted */
  sort: string
  isDescending: boolean
  /** of the page's address: sorting keeps search and filter, and begins at the first page */
  parameters: URLSearchParams
}

/** The head of a column that sorts its table; once more turns the order round. */
export function SortHead({ column, words, isNumber, sort, isDescending, parameters }: SortHeadProps) {
  const isSorted = sort === column
  const to = new URLSearchParams(parameters)
  to.set('sort', column)
  to.set('order', isSorted && !isDescending ? 'desc' : 'asc')
  to.delete('page')
  return (
    <th
      scope="col"
      className={isNumber ? 'number' : undefined}
      aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : undefined}
    >
      <Link to={`?${to}`}>
        {words}
        {isSorted ? (isDescending ? ' ▼' : ' ▲') : ''}
      </Link>
    </th>
  )
}
