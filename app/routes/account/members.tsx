import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { formatDate } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { may } from '#app/people/may'
import { listMembers } from '#app/people/members.server'
import { ScopeWords } from '#app/people/scope-words'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'
import { TableFrame } from '#app/ui/table-frame'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'members.title')

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'read-members')
  const members = await listMembers(runtime().database.prisma, member.workspaceId, new Date())
  return {
    mayInvite: may(member, 'manage-members'),
    members: members.map((one) => ({
      ...one,
      isYou: one.userId === member.userId,
      mayChange: may(member, 'manage-members', { kind: 'member', role: one.role }),
    })),
  }
}

export default function MembersPage() {
  const { t, i18n } = useTranslation()
  const { members, mayInvite } = useLoaderData<typeof loader>()
  return (
    <main id="main" className="page">
      <div className="page-head">
        <h1>{t('members.title')}</h1>
        {mayInvite ? (
          <Link to={paths.newMember} className="button">
            {t('members.invite')}
          </Link>
        ) : null}
      </div>
      <p>{t('members.text')}</p>
      <TableFrame label={t('members.title')}>
        <table>
          <thead>
            <tr>
              {(['name', 'email', 'role', 'scope', 'state'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`members.field.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <tr key={member.id}>
                <th scope="row">
                  {member.mayChange ? (
                    <Link to={paths.member(member.id)}>
                      <bdi>{member.name}</bdi>
                    </Link>
                  ) : (
                    <bdi>{member.name}</bdi>
                  )}{' '}
                  {member.isYou ? <span className="tag">{t('members.you')}</span> : null}
                </th>
                <td>
                  <bdi>{member.email}</bdi>
                </td>
                <td>{t(`members.role.${member.role}`)}</td>
                <td>
                  <ScopeWords member={member} />
                </td>
                <td>
                  {member.joinedAt ? (
                    t('members.state.joined', { date: formatDate(i18n.language, member.joinedAt) })
                  ) : (
                    <span className="tag warn">
                      {t(`members.state.${member.state}`, { date: formatDate(i18n.language, member.invitedAt) })}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </main>
  )
}
