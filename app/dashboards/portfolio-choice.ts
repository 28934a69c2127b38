import { SORT_KEYS, type SortKey } from './portfolio'

export interface PortfolioChoice {
  search: string
  sort: SortKey
  isDescending: boolean
}

/** What an address asks of the portfolio: `?q=bearing&sort=gap&order=desc`; by code without it. */
export function readPortfolioChoice(url: string): PortfolioChoice {
  const { searchParams } = new URL(url)
  return {
    search: (searchParams.get('q') ?? '').slice(0, 100),
    sort: SORT_KEYS.find((key) => key === searchParams.get('sort')) ?? 'code',
    isDescending: searchParams.get('order') === 'desc',
  }
}
