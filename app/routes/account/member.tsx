import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { type FormResult, formValues, parseForm } from '#app/http/form'
import { notFound, requireMember, requireReach, requireRecordId } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { formatDate } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { readAccount } from '#app/people/account.server'
import { may } from '#app/people/may'
import { MemberFields } from '#app/people/member-fields'
import { memberSchema, newMemberSchema } from '#app/people/member-form'
import {
  changeMember,
  findMember,
  inviteAgain,
  inviteMember,
  listScopeChoices,
  removeMember,
} from '#app/people/members.server'
import { resetMembersSecondFactor } from '#app/people/reset-second-factor.server'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'
import { ConfirmDelete } from '#app/ui/confirm-delete'
import { ErrorSummary } from '#app/ui/error-summary'
import { Field } from '#app/ui/field'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'members.title', data?.member?.name)

async function openMember(request: Request, parameter: string | undefined) {
  const by = await requireMember(request, 'manage-members')
  const { prisma } = runtime().database
  const id = requireRecordId(parameter)
  const member = id && (await findMember(prisma, by.workspaceId, id, new Date()))
  if (id && !member) throw notFound()
  if (member) requireReach(by, 'manage-members', { kind: 'member', role: member.role })
  return { prisma, by, member: member || undefined }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, by, member } = await openMember(request, params.memberId)
  return {
    member,
    isYou: member?.userId === by.userId,
    choices: await listScopeChoices(prisma, by.workspaceId),
    mayMakeOwners: may(by, 'manage-members', { kind: 'member', role: 'owner' }),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { prisma, by, member } = await openMember(request, params.memberId)
  const { queue, secret, env } = runtime()
  const form = await readForm(request)
  const parts = { prisma, queue, secret }
  if (!member) {
    const parsed = parseForm(newMemberSchema, form)
    if (!parsed.ok) return refuse(parsed)
    const invited = await inviteMember(parts, by, parsed.data, new Date())
    if (!invited.ok) return refuseAt(form, invited)
    throw redirect(paths.members)
  }
  switch (form.get('intent')) {
    case 'delete': {
      const removed = await removeMember(prisma, by, member.id)
      if (!removed.ok) return data({ refusal: `members.error.${removed.reason}` }, { status: 409 })
      throw redirect(member.userId === by.userId ? paths.signIn : paths.members)
    }
    case 'reset-second-factor': {
      const fresh = await readAccount(prisma, { userId: by.userId, sessionId: by.sessionId ?? '' }, new Date())
      if (!fresh.isFresh) return data({ refusal: 'account.own.not-fresh' }, { status: 403 })
      const reset = await resetMembersSecondFactor({ ...parts, publicUrl: env.publicUrl }, by, member.id)
      if (!reset.ok) return data({ refusal: `members.error.${reset.reason}` }, { status: 409 })
      throw redirect(paths.members)
    }
    case 'invite-again': {
      const { ok } = await inviteAgain(parts, by, member.id, new Date())
      if (!ok) return data({ refusal: 'members.error.joined' }, { status: 409 })
      throw redirect(paths.members)
    }
    default: {
      const parsed = parseForm(memberSchema, form)
      if (!parsed.ok) return refuse(parsed)
      const changed = await changeMember(prisma, by, member.id, parsed.data)
      if (!changed.ok) return refuseAt(form, changed)
      throw redirect(paths.members)
    }
  }
}

function refuse({ values, errors }: Extract<FormResult<unknown>, { ok: false }>) {
  return data({ values, errors }, { status: 422 })
}

function refuseAt(form: FormData, { field, reason }: { field: string; reason: string }) {
  return data({ values: formValues(form), errors: { [field]: [`members.error.${reason}`] } }, { status: 422 })
}

const NEW_MEMBER = {
  ...{
    role: 'manager',
    organizationId: null,
    seesAll: false,
    organizationIds: [],
    relationshipIds: [],
    categories: [],
  },
}

export default function MemberPage() {
  const { t, i18n } = useTranslation()
  const { member, isYou, choices, mayMakeOwners } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const refused = result && 'errors' in result ? result : undefined
  const errors = Object.entries(refused?.errors ?? {}).map(([name, reasons]) => ({
    fieldId: name,
    text: `${t(`members.field.${name}`)}: ${reasons[0] ? t(reasons[0]) : ''}`,
  }))
  return (
    <main id="main" className="page narrow">
      <p className="quiet">
        <Link to={paths.members}>{t('members.title')}</Link>
      </p>
      <h1>
        <bdi>{member?.name ?? t('members.invite')}</bdi>
      </h1>
      {result && 'refusal' in result ? (
        <p className="notice bad" role="alert">
          {t(result.refusal)}
        </p>
      ) : null}
      <ErrorSummary title={t('words.form-errors')} errors={errors} />
      {member ? (
        <p>
          <bdi>{member.email}</bdi>
        </p>
      ) : null}
      {member && !member.joinedAt ? (
        <Form method="post" className="notice warn">
          {t(`members.state.${member.state}`, { date: formatDate(i18n.language, member.invitedAt) })}{' '}
          <button type="submit" name="intent" value="invite-again" className="link">
            {t('members.invite-again')}
          </button>
        </Form>
      ) : null}
      <Form method="post" className="card">
        {member
          ? null
          : (['name', 'email'] as const).map((name) => (
              <Field
                key={name}
                id={name}
                label={t(`members.field.${name}`)}
                error={refused?.errors[name]?.[0] && t(refused.errors[name][0])}
              >
                {(describe) => (
                  <input
                    {...describe}
                    name={name}
                    type={name === 'email' ? 'email' : 'text'}
                    dir={name === 'email' ? 'ltr' : 'auto'}
                    autoComplete="off"
                    defaultValue={String(refused?.values[name] ?? '')}
                    required
                  />
                )}
              </Field>
            ))}
        <MemberFields stored={member ?? NEW_MEMBER} refused={refused} choices={choices} mayMakeOwners={mayMakeOwners} />
        <div className="actions">
          <button type="submit" name="intent" value="save">
            {t(member ? 'words.save' : 'members.send-invitation')}
          </button>
          <Link to={paths.members}>{t('words.cancel')}</Link>
        </div>
      </Form>
      {member?.hasSecondFactor && mayMakeOwners && !isYou ? (
        <details>
          <summary>{t('members.second-factor.title')}</summary>
          <p>{t('members.second-factor.text')}</p>
          <Form method="post">
            <button type="submit" name="intent" value="reset-second-factor" className="danger">
              {t('members.second-factor.submit')}
            </button>
          </Form>
        </details>
      ) : null}
      {member ? (
        <ConfirmDelete
          title={t('members.remove')}
          text={t(isYou ? 'members.remove-you' : 'members.remove-text')}
          button={t('members.remove-submit')}
        />
      ) : null}
    </main>
  )
}
