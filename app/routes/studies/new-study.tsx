import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { parseForm } from '#app/http/form'
import { requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { useCheckedForm } from '#app/http/use-checked-form'
import { requestLanguage } from '#app/i18n/request-language'
import { useTranslation } from '#app/i18n/use-translation'
import { listAllTemplates } from '#app/instruments/own-templates.server'
import { templateText } from '#app/instruments/template'
import { recordEvent } from '#app/people/audit/record-event.server'
import { FUNCTIONS } from '#app/relationships/functions'
import { runtime } from '#app/runtime.server'
import { createStudy } from '#app/studies/create-study.server'
import { FUNCTION_WEIGHT_LIMITS } from '#app/studies/function-weights'
import { HEALTH_PARTS, type HealthPart, USUAL_HEALTH_WEIGHTS } from '#app/studies/health-weights'
import { AUDIENCES, MINIMUM_GROUP_SIZES, mayBenchmark, promiseText, RETENTION_MONTHS } from '#app/studies/promise'
import { sharesBenchmarks } from '#app/studies/shares-benchmarks.server'
import { functionWeightField, type StudyForm, studySchema, weightField } from '#app/studies/study-form'
import { ErrorSummary } from '#app/ui/error-summary'
import { Field } from '#app/ui/field'

export const meta: MetaFunction = () => [{ title: 'Thiqa' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const { workspaceId } = await requireMember(request, 'run-studies')
  const language = requestLanguage(request.headers)
  return {
    isBenchmarked: await sharesBenchmarks(runtime().database.prisma, workspaceId),
    instruments: (await listAllTemplates(runtime().database.prisma, workspaceId)).map((template) => ({
      value: `${template.instrument.name}@${template.instrument.version}`,
      title: templateText(template, language).title,
    })),
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'run-studies')
  const form = parseForm(studySchema, await readForm(request))
  if (!form.ok) return data({ values: form.values, errors: form.errors }, { status: 422 })
  const created = await createStudy(runtime().database.prisma, member.workspaceId, form.data)
  if (created.ok) {
    const { studyId: objectId } = created
    await recordEvent(runtime().database.prisma, member.actor, {
      action: 'study-created',
      objectKind: 'study',
      objectId,
    })
    throw redirect(paths.study(objectId))
  }
  const field = created.reason === 'name-taken' ? 'name' : 'instrument'
  return data(
    { values: { ...form.data } as Record<string, unknown>, errors: { [field]: [`studies.error.${created.reason}`] } },
    { status: 422 },
  )
}

/** What most studies ask: the whole relationship, not the figures of a firm. */
const asksAboutMost = ({ value }: { value: string }) => value.startsWith('relationship-survey@')

export default function NewStudyPage() {
  const { t } = useTranslation()
  const { instruments, isBenchmarked } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { register, error, value, summary, form } = useCheckedForm<StudyForm>(studySchema, result)
  const text = (
    name: 'name' | 'purpose' | 'retentionMonths' | 'contactName' | 'contactEmail',
    type = 'text',
    initial = '',
  ) => (
    <Field id={name} label={t(`studies.form.${name}`)} hint={t(`studies.form.${name}-hint`)} error={error(name)}>
      {(describe) => <input {...describe} {...register(name)} type={type} defaultValue={value(name, initial)} />}
    </Field>
  )
  // what is left of unproductive time counts
  const partName = (part: HealthPart) =>
    part === 'unproductive' ? t('studies.form.weight-productive') : t(`results.index.${part}`)
  const fieldName = (name: string) => {
    const part = HEALTH_PARTS.find((one) => weightField(one) === name)
    if (part) return partName(part)
    const own = FUNCTIONS.find((one) => functionWeightField(one) === name)
    return own ? t(`words.functions.${own}`) : t(`studies.form.${name}`)
  }
  return (
    <main id="main" className="page narrow">
      <h1>{t('studies.new.title')}</h1>
      <ErrorSummary title={t('words.form-errors')} errors={summary(fieldName)} />
      <Form {...form}>
        <div className="card">
          {text('name')}
          {text('purpose')}
          <Field id="instrument" label={t('studies.form.instrument')} error={error('instrument')}>
            {(describe) => (
              <select
                {...describe}
                {...register('instrument')}
                defaultValue={value('instrument', (instruments.find(asksAboutMost) ?? instruments[0])?.value)}
              >
                {instruments.map((instrument) => (
                  <option key={instrument.value} value={instrument.value}>
                    {instrument.title}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <fieldset className="card" id="audience">
          <legend>{t('studies.form.audience')}</legend>
          <p className="hint">{t('studies.form.audience-hint')}</p>
          {AUDIENCES.map((audience) => (
            <p key={audience}>
              <label>
                <input
                  type="radio"
                  value={audience}
                  {...register('audience')}
                  defaultChecked={value('audience', 'shared') === audience}
                />
                {t(`studies.form.audience-${audience}`)}
              </label>
              <br />
              <span className="hint">
                “
                {promiseText(t, {
                  ...{ audience, minimumGroupSize: MINIMUM_GROUP_SIZES[audience][0] },
                  isBenchmarked: isBenchmarked && mayBenchmark({ audience }),
                })}
                ”
              </span>
            </p>
          ))}
          <Field
            id="minimumGroupSize"
            label={t('studies.form.minimumGroupSize')}
            hint={t('studies.form.minimumGroupSize-hint')}
            error={error('minimumGroupSize')}
          >
            {(describe) => (
              <select {...describe} {...register('minimumGroupSize')} defaultValue={value('minimumGroupSize', '3')}>
                {MINIMUM_GROUP_SIZES.shared.map((size) => (
                  <option key={size}>{size}</option>
                ))}
              </select>
            )}
          </Field>
        </fieldset>
        <div className="card">
          {text('retentionMonths', 'number', String(RETENTION_MONTHS.usual))}
          {text('contactName')}
          {text('contactEmail', 'email')}
        </div>
        <details className="card" open={HEALTH_PARTS.some((part) => error(weightField(part)))}>
          <summary>{t('studies.form.weights')}</summary>
          <p className="hint">{t('studies.form.weights-hint')}</p>
          <div className="columns">
            {HEALTH_PARTS.map((part) => (
              <Field key={part} id={weightField(part)} label={partName(part)} error={error(weightField(part))}>
                {(describe) => (
                  <input
                    {...describe}
                    {...register(weightField(part))}
                    type="number"
                    min={0}
                    max={100}
                    step={1}
                    defaultValue={value(weightField(part), String(USUAL_HEALTH_WEIGHTS[part]))}
                  />
                )}
              </Field>
            ))}
          </div>
        </details>
        <details className="card" open={FUNCTIONS.some((name) => error(functionWeightField(name)))}>
          <summary>{t('studies.form.function-weights')}</summary>
          <p className="hint">{t('studies.form.function-weights-hint')}</p>
          <div className="columns">
            {FUNCTIONS.map((name) => (
              <Field
                key={name}
                id={functionWeightField(name)}
                label={t(`words.functions.${name}`)}
                error={error(functionWeightField(name))}
              >
                {(describe) => (
                  <input
                    {...describe}
                    {...register(functionWeightField(name))}
                    type="number"
                    min={FUNCTION_WEIGHT_LIMITS.least}
                    max={FUNCTION_WEIGHT_LIMITS.most}
                    step={0.1}
                    defaultValue={value(functionWeightField(name), '1')}
                  />
                )}
              </Field>
            ))}
          </div>
        </details>
        <div className="actions">
          <button type="submit">{t('studies.new.submit')}</button>
        </div>
      </Form>
    </main>
  )
}
