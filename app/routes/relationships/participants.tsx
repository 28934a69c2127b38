import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { ownNameOf } from '#app/i18n/direction'
import { useTranslation } from '#app/i18n/use-translation'
import { readAddresses } from '#app/mail/suppressions.server'
import { ListFrame } from '#app/relationships/list-frame'
import { readListQuery } from '#app/relationships/page-of'
import { pageTitle } from '#app/relationships/page-title'
import { listParticipants } from '#app/relationships/participants.server'
import { runtime } from '#app/runtime.server'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'words.participants')

export async function loader({ request }: LoaderFunctionArgs) {
  const { workspaceId } = await requireMember(request, 'set-up')
  const { search, page } = readListQuery(request.url)
  const { database, secret } = runtime()
  const { prisma } = database
  const list = await listParticipants(prisma, workspaceId, search, page)
  const addresses = list.rows.map(({ email }) => email)
  const states = await readAddresses(prisma, { secret, workspaceId }, addresses)
  return { search, list, bounced: addresses.filter((address) => states.get(address)?.bounce) }
}

export default function ParticipantsPage() {
  const { t } = useTranslation()
  const { search, list, bounced } = useLoaderData<typeof loader>()
  return (
    <ListFrame kind="participants" newPath={paths.newParticipant} search={search} {...list}>
      <table>
        <thead>
          <tr>
            {['name', 'email', 'organizationId', 'function', 'language'].map((name) => (
              <th key={name} scope="col">
                {t(`relationships.field.${name}`)}
              </th>
            ))}
            <th scope="col" className="number">
              {t('relationships.answers-for')}
            </th>
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to={paths.participant(row.id)}>
                  <bdi>{row.name}</bdi>
                </Link>{' '}
                {row.active ? null : <span className="tag warn">{t('relationships.inactive')}</span>}
              </th>
              <td>
                <bdi>{row.email}</bdi>{' '}
                {bounced.includes(row.email) ? (
                  <span className="tag warn">{t('relationships.participants.bounced')}</span>
                ) : null}
              </td>
              <td>
                <bdi>{row.organizationName}</bdi>
              </td>
              <td>{t(`words.functions.${row.function}`)}</td>
              <td lang={row.language}>{ownNameOf(row.language)}</td>
              <td className="number">{row.relationships}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ListFrame>
  )
}
