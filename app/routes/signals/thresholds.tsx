import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { parseForm } from '#app/http/form'
import { notFound, requireId, requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { useCheckedForm } from '#app/http/use-checked-form'
import { useTranslation } from '#app/i18n/use-translation'
import { recordEvent } from '#app/people/audit/record-event.server'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'
import { THRESHOLD_NAMES, THRESHOLDS, type Thresholds, thresholdsSchema } from '#app/signals/thresholds'
import { findThresholds, saveThresholds } from '#app/signals/thresholds.server'
import { ErrorSummary } from '#app/ui/error-summary'
import { Field } from '#app/ui/field'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'signals.thresholds.title', data?.study.name)

async function openThresholds(request: Request, parameter: string | undefined) {
  const { workspaceId, actor } = await requireMember(request, 'run-studies')
  const { database, queue } = runtime()
  const key = { workspaceId, studyId: requireId(parameter) }
  const study = await findThresholds(database.prisma, key)
  if (!study) throw notFound()
  return { prisma: database.prisma, queue, key, actor, study }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { study } = await openThresholds(request, params.studyId)
  return { study, isSaved: new URL(request.url).searchParams.has('saved') }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { prisma, queue, key, actor } = await openThresholds(request, params.studyId)
  const parsed = parseForm(thresholdsSchema, await readForm(request))
  if (!parsed.ok) return data({ values: parsed.values, errors: parsed.errors }, { status: 422 })
  await saveThresholds(prisma, key, parsed.data)
  const changed = { objectKind: 'study', objectId: key.studyId, details: { intent: 'signal-thresholds' } } as const
  await recordEvent(prisma, actor, { action: 'study-changed', ...changed })
  await queue.enqueue(prisma, 'refresh-signals', { workspaceId: key.workspaceId })
  throw redirect(`${paths.thresholds(key.studyId)}?saved`)
}

/** Where signals of a study begin. */
export default function ThresholdsPage() {
  const { t } = useTranslation()
  const { study, isSaved } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { register, error, value, summary, form } = useCheckedForm<Thresholds>(thresholdsSchema, result)
  const label = (name: string) => t(`signals.thresholds.field.${name}`)
  return (
    <main id="main" className="page narrow">
      <p className="quiet">
        <Link to={paths.study(study.id)}>
          <bdi>{study.name}</bdi>
        </Link>
      </p>
      <h1>{t('signals.thresholds.title')}</h1>
      <p>{t('signals.thresholds.text')}</p>
      {isSaved && !result ? (
        <p className="notice good" role="status">
          {t('words.saved')}
        </p>
      ) : null}
      <ErrorSummary title={t('words.form-errors')} errors={summary(label)} />
      <Form {...form} className="card">
        {THRESHOLD_NAMES.map((name) => {
          const { usual, least, most } = THRESHOLDS[name]
          return (
            <Field
              key={name}
              id={name}
              label={label(name)}
              hint={t('signals.thresholds.range', { usual, least, most })}
              error={error(name)}
            >
              {(describe) => (
                <input
                  {...describe}
                  {...register(name)}
                  inputMode="numeric"
                  defaultValue={value(name, String(study.thresholds[name]))}
                />
              )}
            </Field>
          )
        })}
        <div className="actions">
          <button type="submit">{t('words.save')}</button>
          <Link to={paths.backTest(study.id)}>{t('signals.back-test.title')}</Link>
        </div>
      </Form>
    </main>
  )
}
