import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { type FormErrors, type FormValues, formValues, parseForm } from '#app/http/form'
import { requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { requestLanguage } from '#app/i18n/request-language'
import { useTranslation } from '#app/i18n/use-translation'
import { fieldNames } from '#app/instruments/field-values'
import { findAnyTemplate } from '#app/instruments/load-template.server'
import { listAllTemplates } from '#app/instruments/own-templates.server'
import { templateText } from '#app/instruments/template'
import { pageTitle } from '#app/relationships/page-title'
import type { ImportProblem } from '#app/relationships/parse-import'
import { guessColumns, guessItems } from '#app/responses/history/guess-mapping'
import { HistoryFiles } from '#app/responses/history/history-files'
import { columnField, historySchema, ITEM_FIELD, readItems } from '#app/responses/history/history-form'
import { HistoryMapping, HistoryPreview } from '#app/responses/history/history-mapping'
import { type HistoryTable, readHistoryTable, valuesIn } from '#app/responses/history/history-table'
import { type HistoryPlan, importHistory, planHistory } from '#app/responses/history/import-history.server'
import { parseHistory, parseRelationshipTable } from '#app/responses/history/parse-history'
import { readHistoryText } from '#app/responses/history/read-history-text.server'
import { runtime } from '#app/runtime.server'
import { studySchema } from '#app/studies/study-form'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'history.title')

export async function loader({ request }: LoaderFunctionArgs) {
  const { workspaceId } = await requireMember(request, 'run-studies')
  const language = requestLanguage(request.headers)
  return {
    instruments: (await listAllTemplates(runtime().database.prisma, workspaceId)).map((template) => ({
      value: `${template.instrument.name}@${template.instrument.version}`,
      title: templateText(template, language).title,
    })),
  }
}

/** More lines than anybody reads; a table with more has one thing wrong everywhere. */
const SHOWN_PROBLEMS = 1000

interface Told {
  values: FormValues
  errors: FormErrors
  /** key of a text: the tables could not be read at all */
  refusal?: string
  /** what can be mapped, once the tables were read */
  tables?: { answersCsv: string; relationshipsCsv: string; header: string[]; sources: string[]; fields: string[] }
  problems?: ImportProblem[]
  problemCount?: number
  counts?: HistoryPlan['counts']
}
const tell = (told: Told, status = 200) => data(told, { status })

export async function action({ request }: ActionFunctionArgs) {
  const { workspaceId, actor } = await requireMember(request, 'run-studies')
  const body = await readForm(request)
  const values = formValues(body)
  const intent = body.get('intent')
  const { database, queue } = runtime()
  const { prisma } = database
  const refuse = (refusal: string) => tell({ values, errors: {}, refusal }, 422)
  if (intent !== 'read' && intent !== 'check' && intent !== 'import')
    return tell({ values, errors: {}, refusal: 'history.error.intent' }, 400)

  const [answers, firms] = [await readHistoryText(body, 'answers'), await readHistoryText(body, 'relationships')]
  if (!answers) return refuse('history.error.no-table')
  const table = 'reason' in answers ? answers : readHistoryTable(answers.text)
  if ('reason' in table || 'reason' in answers)
    return refuse('reason' in table ? table.reason : 'history.error.no-table')
  const firmTable = !firms || 'reason' in firms ? firms : readHistoryTable(firms.text)
  if (firmTable && 'reason' in firmTable) return refuse(firmTable.reason)
  const [name = '', version = ''] = String(values.instrument ?? '').split('@')
  const template = await findAnyTemplate(prisma, { workspaceId, name, version: Number(version) || 0 })
  if (!template) return refuse('studies.error.unknown-instrument')
  const { instrument } = template
  const fields = fieldNames(instrument)
  const known = intent === 'read' ? { ...values, ...guessed(table, fields) } : values
  const tables = {
    ...{ answersCsv: answers.text, relationshipsCsv: firms && 'text' in firms ? firms.text : '' },
    ...{ header: table.header, sources: sourcesOf(table, known), fields },
  }
  if (intent === 'read') return tell({ values: known, errors: {}, tables })

  const [mapping, study] = [parseForm(historySchema, body), parseForm(studySchema, body)]
  const items = readItems(values, fields)
  const errors: FormErrors = {
    ...(!mapping.ok && mapping.errors),
    ...(!study.ok && study.errors),
    ...(items.size === 0 && { items: ['history.error.no-items'] }),
  }
  if (!mapping.ok || !study.ok || items.size === 0) return tell({ values, errors, tables }, 422)
  const parsed = parseHistory({ table, form: mapping.data, items, instrument })
  if (firmTable) {
    const told = parseRelationshipTable(firmTable, 'relationships')
    parsed.problems.push(...told.problems)
    for (const [code, own] of told.relationships) parsed.relationships.set(code, own)
  }
  const input = { workspaceId, parsed, form: mapping.data, study: study.data, now: new Date() }
  const showProblems = (problems: readonly ImportProblem[]) =>
    tell(
      {
        ...{ values, errors: {}, tables, problemCount: problems.length },
        problems: problems.toSorted((a, b) => a.line - b.line).slice(0, SHOWN_PROBLEMS),
      },
      422,
    )
  if (intent === 'check') {
    const plan = await planHistory(prisma, input)
    if (plan.problems.length > 0) return showProblems(plan.problems)
    return tell({ values, errors: {}, tables, counts: plan.counts })
  }
  const language = requestLanguage(request.headers)
  const done = await importHistory({ prisma, queue }, { ...input, instrument, language, actor })
  if (done.ok) throw redirect(paths.study(done.studyId))
  if ('plan' in done) return showProblems(done.plan.problems)
  const field = done.reason === 'name-taken' ? 'name' : 'instrument'
  return tell({ values, errors: { [field]: [`studies.error.${done.reason}`] }, tables }, 422)
}

/** What the columns and items probably are, as values of the form. */
function guessed(table: HistoryTable, fields: readonly string[]): FormValues {
  const columns = guessColumns(table.header)
  const values: FormValues = Object.fromEntries(
    Object.entries(columns).map(([column, name]) => [columnField(column as keyof typeof columns), name]),
  )
  const items = guessItems(sourcesOf(table, values), fields)
  return {
    ...values,
    ...Object.fromEntries(Object.entries(items).map(([field, own]) => [`${ITEM_FIELD}${field}`, own])),
  }
}

/** Where answers stand: in columns, or under items where each has a line of its own. */
function sourcesOf(table: HistoryTable, values: FormValues): string[] {
  const item = values[columnField('item')]
  return typeof item === 'string' && table.header.includes(item) ? valuesIn(table, item) : table.header
}

export default function ImportHistoryPage() {
  const { t } = useTranslation()
  const { instruments } = useLoaderData<typeof loader>()
  const told = useActionData<typeof action>() as Told | undefined
  return (
    <main id="main" className="page">
      <p className="quiet">
        <Link to={paths.studies}>{t('studies.list.title')}</Link>
      </p>
      <h1>{t('history.title')}</h1>
      <p>{t('history.text')}</p>
      {told?.refusal ? (
        <p className="notice bad" role="alert">
          {t(told.refusal)}
        </p>
      ) : null}
      {told?.tables ? (
        <Form method="post" encType="multipart/form-data">
          <HistoryPreview problems={told.problems ?? []} problemCount={told.problemCount ?? 0} counts={told.counts} />
          <HistoryMapping {...told.tables} instruments={instruments} values={told.values} errors={told.errors} />
        </Form>
      ) : (
        <Form method="post" encType="multipart/form-data" className="card">
          <HistoryFiles />
          <div className="field">
            <label htmlFor="instrument">{t('studies.form.instrument')}</label>
            <select id="instrument" name="instrument" defaultValue={String(told?.values.instrument ?? '')}>
              {instruments.map(({ value, title }) => (
                <option key={value} value={value}>
                  {title}
                </option>
              ))}
            </select>
          </div>
          <div className="actions">
            <button type="submit" name="intent" value="read">
              {t('history.read')}
            </button>
          </div>
        </Form>
      )}
    </main>
  )
}
