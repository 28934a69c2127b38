import { Link, useSearchParams } from '@remix-run/react'

interface PagerProps {
  page: number
  pageSize: number
  total: number
  /** "51–100 of 240" */
  summary: string
  previous: string
  next: string
}

export function Pager({ page, pageSize, total, summary, previous, next }: PagerProps) {
  const [parameters] = useSearchParams()
  const to = (number: number) => {
    const changed = new URLSearchParams(parameters)
    changed.set('page', String(number))
    return `?${changed}`
  }
  return (
    <nav className="actions" aria-label={summary}>
      <span className="quiet">{summary}</span>
      {page > 1 ? <Link to={to(page - 1)}>{previous}</Link> : null}
      {page * pageSize < total ? <Link to={to(page + 1)}>{next}</Link> : null}
    </nav>
  )
}
