import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import {
  PROMISE_OUTCOMES,
  type PromiseForm,
  promiseIntentSchema,
  promiseSchema,
} from '#app/evidence/promises/promise-form'
import {
  deletePromise,
  listPromises,
  type RecordedPromise,
  recordPromise,
  settlePromise,
} from '#app/evidence/promises/promises.server'
import { RegisterLinks } from '#app/evidence/registers/register-links'
import { parseForm } from '#app/http/form'
import { notFound } from '#app/http/guards.server'
import { openEvidenceOf } from '#app/http/open-evidence.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { useCheckedForm } from '#app/http/use-checked-form'
import { formatDate } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { recordEvent } from '#app/people/audit/record-event.server'
import { may } from '#app/people/may'
import { FUNCTIONS } from '#app/relationships/functions'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'
import { ErrorSummary } from '#app/ui/error-summary'
import { Field } from '#app/ui/field'
import { TableFrame } from '#app/ui/table-frame'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'evidence.promises.title', data?.relationship.code)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, member, key, relationship } = await openEvidenceOf(request, params.relationshipId)
  const { code, buyerName, supplierName } = relationship
  return {
    relationship: { id: key.relationshipId, code, buyerName, supplierName },
    promises: await listPromises(prisma, key),
    maySetUp: may(member, 'set-up'),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { prisma, member, key } = await openEvidenceOf(request, params.relationshipId)
  const form = await readForm(request)
  const intent = form.get('intent')
  const details = { relationship: key.relationshipId }
  if (intent === 'settle' || intent === 'delete') {
    const asked = parseForm(promiseIntentSchema, form)
    if (!asked.ok) throw new Response(null, { status: 400 })
    const isDone =
      asked.data.intent === 'delete'
        ? await deletePromise(prisma, key, asked.data.id)
        : await settlePromise(prisma, key, asked.data, new Date())
    if (!isDone) throw notFound()
    const { id, intent: deed } = asked.data
    const action = deed === 'delete' ? 'promise-deleted' : 'promise-settled'
    await recordEvent(prisma, member.actor, { action, objectKind: 'promise', objectId: id, details })
  } else {
    const parsed = parseForm(promiseSchema, form)
    if (!parsed.ok) return data({ values: parsed.values, errors: parsed.errors }, { status: 422 })
    const objectId = await recordPromise(prisma, key, parsed.data)
    await recordEvent(prisma, member.actor, { action: 'promise-recorded', objectKind: 'promise', objectId, details })
  }
  await runtime().queue.enqueue(prisma, 'refresh-signals-of', key)
  throw redirect(paths.promises(key.relationshipId))
}

export default function PromisesPage() {
  const { t } = useTranslation()
  const { relationship, promises, maySetUp } = useLoaderData<typeof loader>()
  const between = <bdi>{`${relationship.buyerName} – ${relationship.supplierName}`}</bdi>
  const names = { buyer: relationship.buyerName, supplier: relationship.supplierName }
  return (
    <main id="main" className="page">
      <p className="quiet">{maySetUp ? <Link to={paths.relationship(relationship.id)}>{between}</Link> : between}</p>
      <RegisterLinks relationshipId={relationship.id} />
      <h1>{t('evidence.promises.title')}</h1>
      <p>{t('evidence.promises.text')}</p>
      {promises.length === 0 ? (
        <p className="empty">{t('evidence.promises.empty')}</p>
      ) : (
        <TableFrame label={t('evidence.promises.title')}>
          <table>
            <thead>
              <tr>
                {(['text', 'madeBy', 'madeFunction', 'keepFunction', 'madeOn', 'dueOn'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(`evidence.promises.field.${name}`)}
                  </th>
                ))}
                <th scope="col">{t('evidence.promises.outcome.title')}</th>
              </tr>
            </thead>
            <tbody>
              {promises.map((promise) => (
                <PromiseRow key={promise.id} promise={promise} names={names} />
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      <AddPromise names={names} />
    </main>
  )
}

type Names = Record<'buyer' | 'supplier', string>

function PromiseRow({ promise, names }: { promise: RecordedPromise; names: Names }) {
  const { t, i18n } = useTranslation()
  const { id, outcome } = promise
  return (
    <tr>
      <th scope="row" dir="auto">
        {promise.text}
      </th>
      <td>
        <bdi>{names[promise.madeBy as keyof Names]}</bdi>
      </td>
      <td>{t(`words.functions.${promise.madeFunction}`)}</td>
      <td>{t(`words.functions.${promise.keepFunction}`)}</td>
      <td>{formatDate(i18n.language, promise.madeOn)}</td>
      <td>{promise.dueOn ? formatDate(i18n.language, promise.dueOn) : '–'}</td>
      <td>
        <Form method="post">
          <input type="hidden" name="id" value={id} />
          <input type="hidden" name="intent" value="settle" />
          {outcome === 'open' ? (
            PROMISE_OUTCOMES.map((one) => (
              <button key={one} type="submit" name="outcome" value={one} className="link">
                {t(`evidence.promises.outcome.${one}`)}
              </button>
            ))
          ) : (
            <>
              <span className={outcome === 'kept' ? 'tag good' : 'tag warn'}>
                {t(`evidence.promises.outcome.${outcome}`)}
              </span>{' '}
              <button type="submit" name="outcome" value="open" className="link">
                {t('evidence.promises.reopen')}
              </button>
            </>
          )}
        </Form>
        <details>
          <summary>{t('words.delete')}</summary>
          <Form method="post">
            <input type="hidden" name="id" value={id} />
            <button type="submit" name="intent" value="delete" className="danger">
              {t('evidence.promises.delete')}
            </button>
          </Form>
        </details>
      </td>
    </tr>
  )
}

function AddPromise({ names }: { names: Names }) {
  const { t } = useTranslation()
  const result = useActionData<typeof action>()
  const { register, error, value, summary, form } = useCheckedForm<PromiseForm>(promiseSchema, result)
  const label = (name: string) => t(`evidence.promises.field.${name}`)
  const functions = FUNCTIONS.map((one) => ({ value: one, label: t(`words.functions.${one}`) }))
  const choices = {
    madeBy: (['supplier', 'buyer'] as const).map((side) => ({ value: side, label: names[side] })),
    madeFunction: functions,
    keepFunction: functions,
  }
  return (
    <section className="narrow" aria-labelledby="add-promise">
      <h2 id="add-promise">{t('evidence.promises.add')}</h2>
      <ErrorSummary title={t('words.form-errors')} errors={summary(label)} />
      <Form {...form} className="card">
        <Field id="text" label={label('text')} hint={t('evidence.promises.text-hint')} error={error('text')}>
          {(describe) => <input {...describe} {...register('text')} dir="auto" defaultValue={value('text')} />}
        </Field>
        {(['madeBy', 'madeFunction', 'keepFunction'] as const).map((name) => (
          <Field key={name} id={name} label={label(name)} error={error(name)}>
            {(describe) => (
              <select {...describe} {...register(name)} defaultValue={value(name, choices[name][0]?.value)}>
                {choices[name].map((choice) => (
                  <option key={choice.value} value={choice.value}>
                    {choice.label}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ))}
        {(['madeOn', 'dueOn'] as const).map((name) => (
          <Field key={name} id={name} label={label(name)} error={error(name)}>
            {(describe) => <input {...describe} {...register(name)} type="date" defaultValue={value(name)} />}
          </Field>
        ))}
        <div className="actions">
          <button type="submit" name="intent" value="add">
            {t('evidence.promises.add')}
          </button>
        </div>
      </Form>
    </section>
  )
}
