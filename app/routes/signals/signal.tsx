import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { parseForm } from '#app/http/form'
import { notFound, requireId } from '#app/http/guards.server'
import { openEvidence } from '#app/http/open-evidence.server'
import { openSignals } from '#app/http/open-signals.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { useCheckedForm } from '#app/http/use-checked-form'
import { formatDate } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { recordEvent } from '#app/people/audit/record-event.server'
import { may } from '#app/people/may'
import { pageTitle } from '#app/relationships/page-title'
import { closeSchema, type InterventionForm, interventionSchema } from '#app/signals/intervention-form'
import { InterventionTable } from '#app/signals/intervention-table'
import { closeIntervention, listInterventions, openIntervention } from '#app/signals/interventions.server'
import { severityTag } from '#app/signals/severity-tag'
import { SignalLines } from '#app/signals/signal-lines'
import { findSignal } from '#app/signals/signals.server'
import { ErrorSummary } from '#app/ui/error-summary'
import { Field } from '#app/ui/field'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'signals.title', data?.signal.code)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, member, workspaceId, within } = await openSignals(request)
  const signal = await findSignal(prisma, { workspaceId, within }, requireId(params.signalId))
  if (!signal) throw notFound()
  return {
    signal,
    showsOwners: may(member, 'see-owners'),
    interventions: (await listInterventions(prisma, { workspaceId, within }, 1, { signalId: signal.id })).rows,
    today: new Date().toISOString().slice(0, 10),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { prisma, member, workspaceId, within } = await openEvidence(request)
  const signal = await findSignal(prisma, { workspaceId, within }, requireId(params.signalId))
  if (!signal) throw notFound()
  const { id: signalId, relationshipId } = signal
  const record = (action: 'intervention-opened' | 'intervention-closed', objectId: string) =>
    recordEvent(prisma, member.actor, {
      action,
      objectKind: 'intervention',
      objectId,
      details: { relationship: relationshipId },
    })
  const form = await readForm(request)
  if (form.get('intent') === 'close') {
    const parsed = parseForm(closeSchema, form)
    if (!parsed.ok) return data({ values: parsed.values, errors: parsed.errors }, { status: 422 })
    if (!(await closeIntervention(prisma, { workspaceId, signalId }, parsed.data, new Date()))) throw notFound()
    await record('intervention-closed', parsed.data.id)
  } else {
    const parsed = parseForm(interventionSchema, form)
    if (!parsed.ok) return data({ values: parsed.values, errors: parsed.errors }, { status: 422 })
    await record(
      'intervention-opened',
      await openIntervention(prisma, { workspaceId, signalId, relationshipId }, parsed.data),
    )
  }
  throw redirect(paths.signal(signalId))
}

export default function SignalPage() {
  const { t, i18n } = useTranslation()
  const { signal, interventions, showsOwners, today } = useLoaderData<typeof loader>()
  const date = (moment: Date) => formatDate(i18n.language, moment)
  const open = interventions.filter(({ state }) => state === 'open')
  const facts = [
    ['since', date(signal.sinceAt)],
    ['raised', date(signal.raisedAt)],
    ...(signal.clearedAt
      ? [
          [
            'cleared',
            t('signals.cleared-on', { date: date(signal.clearedAt), why: t(`signals.why.${signal.clearedWord}`) }),
          ],
        ]
      : []),
    [
      'owner',
      showsOwners
        ? `${t(`words.${signal.ownerSide}`)}: ${signal.owner ?? t('results.no-owner')}`
        : t(`words.${signal.ownerSide}`),
    ],
    ...(signal.studyName ? [['study', signal.studyName]] : []),
  ]
  return (
    <main id="main" className="page">
      <p className="quiet">
        <Link to={paths.signals}>{t('signals.title')}</Link>
      </p>
      <h1>
        {t(`signals.kind.${signal.kind}`)}: <bdi>{signal.buyerName}</bdi> – <bdi>{signal.supplierName}</bdi>
      </h1>
      <p>
        <span className={severityTag(signal.severity)}>{t(`signals.severity.${signal.severity}`)}</span>{' '}
        {t(`signals.cause.${signal.word}`)}
      </p>
      <section className="card" aria-labelledby="seen">
        <h2 id="seen">{t('signals.field.seen')}</h2>
        <SignalLines lines={signal.lines} side={signal.side} />
        <p>{t(`signals.meaning.${signal.kind}`)}</p>
        <p className="hint">{t(`signals.clears.${signal.kind}`)}</p>
        <dl className="receipt">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{t(`signals.field.${name}`)}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
        {JSON.stringify(signal.raisedLines) === JSON.stringify(signal.lines) ? null : (
          <details>
            <summary>{t('signals.when-raised')}</summary>
            <SignalLines lines={signal.raisedLines} side={signal.side} />
          </details>
        )}
        <p className="actions">
          {signal.studyId ? (
            <Link to={paths.studyRelationship(signal.studyId, signal.relationshipId)}>
              {t('signals.to-relationship')}
            </Link>
          ) : null}
          <Link to={paths.relationshipContacts(signal.relationshipId)}>{t('evidence.contacts.title')}</Link>
          <Link to={paths.promises(signal.relationshipId)}>{t('evidence.promises.title')}</Link>
        </p>
      </section>
      <h2>{t('signals.interventions.title')}</h2>
      {interventions.length === 0 ? (
        <p className="empty">{t('signals.interventions.empty')}</p>
      ) : (
        <InterventionTable rows={interventions} today={today} isOfOne />
      )}
      <InterventionForms open={open} owner={signal.owner} isOver={signal.clearedAt !== null} />
    </main>
  )
}

interface InterventionFormsProps {
  open: { id: string; text: string }[]
  owner: string | null
  isOver: boolean
}

function InterventionForms({ open, owner, isOver }: InterventionFormsProps) {
  const { t } = useTranslation()
  const result = useActionData<typeof action>()
  const { register, error, value, summary, form } = useCheckedForm<InterventionForm>(interventionSchema, result)
  const label = (name: string) => t(`signals.interventions.field.${name}`)
  const isClosing = result?.values.intent === 'close'
  return (
    <div className="narrow">
      <ErrorSummary title={t('words.form-errors')} errors={summary(label)} />
      {open.map(({ id, text }) => (
        <Form key={id} method="post" className="card">
          <input type="hidden" name="id" value={id} />
          <Field
            id={`outcome-${id}`}
            label={t('signals.interventions.close', { text })}
            error={isClosing && result?.values.id === id ? error('outcome') : undefined}
          >
            {(describe) => (
              <input
                {...describe}
                name="outcome"
                dir="auto"
                defaultValue={isClosing && result?.values.id === id ? value('outcome') : ''}
              />
            )}
          </Field>
          <div className="actions">
            <button type="submit" name="intent" value="close" className="second">
              {t('signals.interventions.done')}
            </button>
          </div>
        </Form>
      ))}
      {isOver ? null : (
        <section aria-labelledby="add">
          <h2 id="add">{t('signals.interventions.add')}</h2>
          <Form {...form} className="card">
            <Field id="text" label={label('text')} error={error('text')}>
              {(describe) => <input {...describe} {...register('text')} dir="auto" defaultValue={value('text')} />}
            </Field>
            <Field id="responsible" label={label('responsible')} error={error('responsible')}>
              {(describe) => (
                <input
                  {...describe}
                  {...register('responsible')}
                  dir="auto"
                  defaultValue={value('responsible', owner ?? '')}
                />
              )}
            </Field>
            <Field id="dueOn" label={label('dueOn')} error={error('dueOn')}>
              {(describe) => <input {...describe} {...register('dueOn')} type="date" defaultValue={value('dueOn')} />}
            </Field>
            <div className="actions">
              <button type="submit" name="intent" value="open">
                {t('signals.interventions.add')}
              </button>
            </div>
          </Form>
        </section>
      )}
    </div>
  )
}
