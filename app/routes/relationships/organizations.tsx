import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import { ListFrame } from '#app/relationships/list-frame'
import { listOrganizations } from '#app/relationships/organizations.server'
import { readListQuery } from '#app/relationships/page-of'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'words.organizations')

export async function loader({ request }: LoaderFunctionArgs) {
  const { workspaceId } = await requireMember(request, 'set-up')
  const { search, page } = readListQuery(request.url)
  return { search, list: await listOrganizations(runtime().database.prisma, workspaceId, search, page) }
}

export default function OrganizationsPage() {
  const { t } = useTranslation()
  const { search, list } = useLoaderData<typeof loader>()
  return (
    <ListFrame kind="organizations" newPath={paths.newOrganization} search={search} {...list}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('relationships.field.code')}</th>
            <th scope="col">{t('relationships.field.name')}</th>
            <th scope="col" className="number">
              {t('words.participants')}
            </th>
            <th scope="col" className="number">
              {t('words.relationships')}
            </th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to={paths.organization(row.id)}>
                  <bdi>{row.code}</bdi>
                </Link>
              </th>
              <td>
                <bdi>{row.name}</bdi>
              </td>
              <td className="number">{row.participants}</td>
              <td className="number">{row.relationships}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ListFrame>
  )
}
