import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { formValues, parseForm } from '#app/http/form'
import { notFound, requireId, requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { useCheckedForm } from '#app/http/use-checked-form'
import { requestLanguage } from '#app/i18n/request-language'
import { useTranslation } from '#app/i18n/use-translation'
import { listAllTemplates } from '#app/instruments/own-templates.server'
import { templateText } from '#app/instruments/template'
import { recordEvent } from '#app/people/audit/record-event.server'
import { runtime } from '#app/runtime.server'
import { findStudyName } from '#app/studies/find-study.server'
import { findRhythm } from '#app/studies/rhythm/find-rhythm.server'
import { PlanPreview } from '#app/studies/rhythm/plan-preview'
import { previewRhythm } from '#app/studies/rhythm/preview-rhythm.server'
import { RhythmFields } from '#app/studies/rhythm/rhythm-fields'
import {
  formOf,
  isSeen,
  type RhythmForm,
  rhythmFormSchema,
  rhythmOf,
  seenOf,
  usualRhythm,
} from '#app/studies/rhythm/rhythm-form'
import { saveRhythm } from '#app/studies/rhythm/save-rhythm.server'
import { ErrorSummary } from '#app/ui/error-summary'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.study.name} – Thiqa` : 'Thiqa' },
]

async function openStudy(request: Request, parameter: string | undefined) {
  const { workspaceId, actor } = await requireMember(request, 'run-studies')
  const { database, env } = runtime()
  const studyId = requireId(parameter)
  const study = await findStudyName(database.prisma, workspaceId, studyId)
  if (!study) throw notFound()
  const key = { workspaceId, studyId }
  return {
    prisma: database.prisma,
    actor,
    key,
    study,
    found: await findRhythm(database.prisma, key),
    allowsRehearsal: env.hasOutboxPage,
  }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, key, study, found, allowsRehearsal } = await openStudy(request, params.studyId)
  const language = requestLanguage(request.headers)
  const rhythm = found?.rhythm ?? usualRhythm(new Date(), { timeZone: study.timeZone, language })
  return {
    ...{ study, allowsRehearsal },
    stored: formOf(rhythm, found?.active ?? true),
    instruments: (await listAllTemplates(prisma, key.workspaceId)).map((template) => ({
      value: `${template.instrument.name}@${template.instrument.version}`,
      title: templateText(template, language).title,
    })),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { prisma, actor, key, found, allowsRehearsal } = await openStudy(request, params.studyId)
  const sent = await readForm(request)
  const form = parseForm(rhythmFormSchema, sent)
  const values = formValues(sent)
  const refuse = (errors: Record<string, string[]>) => data({ values, errors, preview: undefined }, { status: 422 })
  if (!form.ok) return refuse(form.errors)
  const now = new Date()
  const rhythm = rhythmOf(form.data, found?.rhythm.onset?.since ?? now.toISOString().slice(0, 10))
  const active = form.data.active === 'on'
  if (rhythm.beat.unit === 'minutes' && !allowsRehearsal) return refuse({ unit: ['rhythm.error.rehearsal'] })
  if (!isSeen(form.data.seen, rhythm, active)) {
    const change = await previewRhythm(prisma, key, { rhythm, active, now })
    const isAgain = Boolean(form.data.seen)
    const preview = { change, active, isAgain, timeZone: rhythm.timeZone, seen: seenOf(rhythm, active) }
    return data({ values, errors: {} as Record<string, string[]>, preview })
  }
  const saved = await saveRhythm(prisma, key, { rhythm, active, now })
  if (saved.ok) {
    const changed = { objectKind: 'study', objectId: key.studyId, details: { intent: 'set-rhythm' } } as const
    await recordEvent(prisma, actor, { action: 'study-changed', ...changed })
    throw redirect(active ? paths.calendar(key.studyId) : paths.study(key.studyId))
  }
  if (saved.reason === 'unknown-study') throw notFound()
  return refuse({ [saved.field]: ['rhythm.error.unknown-instrument'] })
}

export default function RhythmPage() {
  const { t } = useTranslation()
  const { study, stored, instruments, allowsRehearsal } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const checked = useCheckedForm<RhythmForm>(rhythmFormSchema, result)
  const preview = result?.preview
  return (
    <main id="main" className="page narrow">
      <p className="quiet">
        <Link to={paths.study(study.id)}>
          <bdi>{study.name}</bdi>
        </Link>{' '}
        · <Link to={paths.calendar(study.id)}>{t('rhythm.calendar.title')}</Link>
      </p>
      <h1>{t('rhythm.title')}</h1>
      <p>{t('rhythm.intro')}</p>
      <ErrorSummary title={t('words.form-errors')} errors={checked.summary((name) => t(`rhythm.field.${name}`))} />
      <Form {...checked.form}>
        {/* not registered: react-hook-form would make a boolean of the tick, the form sends `on` or nothing */}
        <p>
          <label>
            <input
              type="checkbox"
              name="active"
              defaultChecked={(result ? result.values.active : stored.active) === 'on'}
            />{' '}
            {t('rhythm.field.active')}
          </label>
        </p>
        <RhythmFields checked={checked} stored={stored} instruments={instruments} allowsRehearsal={allowsRehearsal} />
        {preview ? (
          <>
            <input type="hidden" name="seen" value={preview.seen} />
            <PlanPreview {...preview} />
          </>
        ) : null}
        <div className="actions">
          <button type="submit">{t(preview ? 'rhythm.preview.save' : 'rhythm.preview.submit')}</button>
          <Link to={paths.study(study.id)}>{t('words.cancel')}</Link>
        </div>
      </Form>
    </main>
  )
}
