import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { type ImportKind, paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import { ListSearch } from '#app/ui/list-search'
import { TableFrame } from '#app/ui/table-frame'
import { ListPager } from './list-pager'

interface ListFrameProps {
  kind: ImportKind
  newPath: string
  search: string
  total: number
  page: number
  /** the table */
  children: ReactNode
}

/** The page around a list: title, add and import, search, pages, and what to do when there is nothing yet. */
export function ListFrame({ kind, newPath, search, total, page, children }: ListFrameProps) {
  const { t } = useTranslation()
  return (
    <main id="main" className="page">
      <div className="page-head">
        <h1>{t(`words.${kind}`)}</h1>
        <p className="actions">
          <Link to={newPath} className="button">
            {t(`relationships.${kind}.new`)}
          </Link>
          <Link to={paths.importPage(kind)} className="button second">
            {t('relationships.import')}
          </Link>
        </p>
      </div>
      {total > 0 || search ? (
        <ListSearch label={t(`relationships.${kind}.search`)} button={t('relationships.search')} search={search} />
      ) : null}
      {total === 0 ? (
        <p className="empty">{search ? t('relationships.nothing-found') : t(`relationships.${kind}.empty`)}</p>
      ) : (
        <>
          <TableFrame label={t(`words.${kind}`)}>{children}</TableFrame>
          <ListPager page={page} total={total} />
        </>
      )}
    </main>
  )
}
