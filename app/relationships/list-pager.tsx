import { useTranslation } from '#app/i18n/use-translation'
import { Pager } from '#app/ui/pager'
import { PAGE_SIZE } from './page-of'

interface ListPagerProps {
  page: number
  /** rows on all pages */
  total: number
  pageSize?: number
}

/** Where a page of a list lies in the whole, and the way to its neighbours. */
export function ListPager({ page, total, pageSize = PAGE_SIZE }: ListPagerProps) {
  const { t } = useTranslation()
  const from = (page - 1) * pageSize + 1
  return (
    <Pager
      {...{ page, pageSize, total }}
      summary={t('relationships.page', { from, to: Math.min(page * pageSize, total), total })}
      previous={t('relationships.previous')}
      next={t('relationships.next')}
    />
  )
}
