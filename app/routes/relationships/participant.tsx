import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { notFound, requireMember, requireRecordId } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { recordAction } from '#app/http/record-action.server'
import { useCheckedForm } from '#app/http/use-checked-form'
import { ownNameOf } from '#app/i18n/direction'
import { LANGUAGES } from '#app/i18n/languages'
import { useTranslation } from '#app/i18n/use-translation'
import { believeAddress, moveAddress } from '#app/mail/mend-address.server'
import { readAddress } from '#app/mail/suppressions.server'
import { recordEvent } from '#app/people/audit/record-event.server'
import { BouncedNotice } from '#app/relationships/bounced-notice'
import { type ParticipantForm, participantSchema } from '#app/relationships/forms'
import { FUNCTIONS } from '#app/relationships/functions'
import { NoFirmsYet } from '#app/relationships/no-firms-yet'
import { listOrganizationNames } from '#app/relationships/organizations.server'
import { pageTitle } from '#app/relationships/page-title'
import { deleteParticipant, findParticipant, saveParticipant } from '#app/relationships/participants.server'
import { RecordFrame } from '#app/relationships/record-frame'
import { runtime } from '#app/runtime.server'
import { Field } from '#app/ui/field'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'words.participants', data?.participant?.name)

async function openRecord(request: Request, parameter: string | undefined) {
  const { workspaceId, actor } = await requireMember(request, 'set-up')
  const { prisma } = runtime().database
  const id = requireRecordId(parameter)
  const participant = id ? await findParticipant(prisma, workspaceId, id) : null
  if (id && !participant) throw notFound()
  return { prisma, workspaceId, actor, id, participant }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, participant } = await openRecord(request, params.participantId)
  const where = { secret: runtime().secret, workspaceId }
  return {
    participant,
    bounce: participant ? (await readAddress(prisma, where, participant.email)).bounce : undefined,
    isBelieved: new URL(request.url).searchParams.has('believed'),
    organizations: await listOrganizationNames(prisma, workspaceId),
    languages: LANGUAGES.map((code) => ({ code, name: ownNameOf(code) })),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { prisma, workspaceId, actor, id } = await openRecord(request, params.participantId)
  const { secret } = runtime()
  const now = new Date()
  if (new URL(request.url).searchParams.has('believe')) {
    if (!id) throw notFound()
    await believeAddress(prisma, { secret, workspaceId, participantId: id, now, actor })
    throw redirect(`${paths.participant(id)}?believed`)
  }
  return recordAction(request, {
    schema: participantSchema,
    kind: 'participant',
    id,
    record: (event) => recordEvent(prisma, actor, event),
    texts: 'relationships',
    listPath: paths.participants,
    save: (form) =>
      saveParticipant(prisma, workspaceId, id, form, (tx, change) => moveAddress(tx, { ...change, secret, now })),
    remove: (own) => deleteParticipant(prisma, workspaceId, own),
  })
}

export default function ParticipantPage() {
  const { t } = useTranslation()
  const { participant, organizations, languages, bounce, isBelieved } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const refused = result && 'errors' in result ? result : undefined
  const checked = useCheckedForm<ParticipantForm>(participantSchema, refused)
  const field = (name: string) => ({ id: name, label: t(`relationships.field.${name}`), error: checked.error(name) })
  const options = {
    organizationId: organizations.map(({ id, name, code }) => ({ value: id, label: `${name} (${code})` })),
    function: FUNCTIONS.map((one) => ({ value: one, label: t(`words.functions.${one}`) })),
    language: languages.map(({ code, name }) => ({ value: code, label: name })),
  }
  return (
    <RecordFrame
      title={participant?.name ?? t('relationships.participants.new')}
      listPath={paths.participants}
      listTitle={t('words.participants')}
      isNew={!participant}
      checked={checked as never}
      deleteText={t('relationships.participants.delete')}
      notice={<BouncedNotice bounce={bounce} isBelieved={isBelieved} />}
    >
      {organizations.length === 0 ? <NoFirmsYet /> : null}
      {(['name', 'email'] as const).map((name) => (
        <Field key={name} {...field(name)}>
          {(describe) => (
            <input
              {...describe}
              {...checked.register(name)}
              dir="auto"
              defaultValue={checked.value(name, participant?.[name])}
            />
          )}
        </Field>
      ))}
      {(['organizationId', 'function', 'language'] as const).map((name) => (
        <Field key={name} {...field(name)} hint={t(`relationships.participants.${name}-hint`)}>
          {(describe) => (
            <select {...describe} {...checked.register(name)} defaultValue={checked.value(name, participant?.[name])}>
              {participant || name === 'language' ? null : <option value="">{t('relationships.choose')}</option>}
              {options[name].map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
      ))}
      <Field {...field('timeZone')} hint={t('relationships.participants.timeZone-hint')}>
        {(describe) => (
          <input
            {...describe}
            {...checked.register('timeZone')}
            dir="ltr"
            defaultValue={checked.value('timeZone', participant?.timeZone)}
          />
        )}
      </Field>
      {/* not registered: react-hook-form would make booleans of ticks, the form sends `on` or nothing */}
      {(participant ? (['answersForFirm', 'active'] as const) : (['answersForFirm'] as const)).map((name) => (
        <p key={name}>
          <label>
            <input
              type="checkbox"
              name={name}
              defaultChecked={refused ? refused.values[name] === 'on' : participant?.[name]}
            />{' '}
            {t(`relationships.field.${name}`)}
          </label>
        </p>
      ))}
    </RecordFrame>
  )
}
