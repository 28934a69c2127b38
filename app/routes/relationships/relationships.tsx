import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { formatDate, formatMoney, formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { ListFrame } from '#app/relationships/list-frame'
import { readListQuery } from '#app/relationships/page-of'
import { pageTitle } from '#app/relationships/page-title'
import { listRelationships } from '#app/relationships/relationships.server'
import { runtime } from '#app/runtime.server'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'words.relationships')

export async function loader({ request }: LoaderFunctionArgs) {
  const { workspaceId } = await requireMember(request, 'set-up')
  const { search, page } = readListQuery(request.url)
  return { search, list: await listRelationships(runtime().database.prisma, workspaceId, search, page) }
}

export default function RelationshipsPage() {
  const { t, i18n } = useTranslation()
  const { search, list } = useLoaderData<typeof loader>()
  const owner = (name: string | null) =>
    name ? <bdi>{name}</bdi> : <span className="tag warn">{t('relationships.no-owner')}</span>
  const money = (amount: number, currency: string | null) =>
    currency ? formatMoney(i18n.language, amount, currency) : formatNumber(i18n.language, amount)
  return (
    <ListFrame kind="relationships" newPath={paths.newRelationship} search={search} {...list}>
      <table>
        <thead>
          <tr>
            {['code', 'buyerId', 'supplierId', 'category'].map((name) => (
              <th key={name} scope="col">
                {t(`relationships.field.${name}`)}
              </th>
            ))}
            <th scope="col" className="number">
              {t('relationships.field.annualSpend')}
            </th>
            {['renewalOn', 'buyerOwnerId', 'supplierOwnerId'].map((name) => (
              <th key={name} scope="col">
                {t(`relationships.field.${name}`)}
              </th>
            ))}
            <th scope="col" className="number">
              {t('relationships.people')}
            </th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to={paths.relationship(row.id)}>
                  <bdi>{row.code}</bdi>
                </Link>
              </th>
              <td>
                <bdi>{row.buyerName}</bdi>
              </td>
              <td>
                <bdi>{row.supplierName}</bdi>
              </td>
              <td>
                <bdi>{row.category}</bdi>
              </td>
              <td className="number">{row.annualSpend === null ? null : money(row.annualSpend, row.currency)}</td>
              <td>{row.renewalOn ? formatDate(i18n.language, row.renewalOn) : null}</td>
              <td>{owner(row.buyerOwner)}</td>
              <td>{owner(row.supplierOwner)}</td>
              <td className="number">{row.informants}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ListFrame>
  )
}
