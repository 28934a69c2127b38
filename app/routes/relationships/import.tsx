import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { notFound, requireMember } from '#app/http/guards.server'
import { IMPORT_KINDS, type ImportKind, paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { LANGUAGES } from '#app/i18n/languages'
import { recordEvent } from '#app/people/audit/record-event.server'
import { columnsOf } from '#app/relationships/import-columns'
import { ImportPreview, summarizePlan } from '#app/relationships/import-preview'
import { pageTitle } from '#app/relationships/page-title'
import { type ImportPlan, planImport } from '#app/relationships/plan-import.server'
import { readImportText } from '#app/relationships/read-import-text.server'
import { runImport } from '#app/relationships/run-import.server'
import { runtime } from '#app/runtime.server'
import { FileDrop } from '#app/ui/file-drop'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, `imports.title.${data?.kind ?? ''}`)

function requireKind(parameter: string | undefined): ImportKind {
  const kind = IMPORT_KINDS.find((one) => one === parameter)
  if (!kind) throw notFound()
  return kind
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireMember(request, 'set-up')
  const kind = requireKind(params.kind)
  const languages = LANGUAGES.join(', ')
  return { kind, columns: columnsOf(kind), languages, imported: new URL(request.url).searchParams.get('imported') }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { workspaceId, actor } = await requireMember(request, 'set-up')
  const kind = requireKind(params.kind)
  const form = await readForm(request)
  const text = await readImportText(form)
  const { prisma } = runtime().database
  if (form.get('intent') !== 'import') {
    const plan = await planImport(prisma, workspaceId, kind, text)
    if (plan.problems.length > 0) return refuse(plan)
    return data({ summary: summarizePlan(plan), csv: text })
  }
  const done = await runImport(prisma, workspaceId, kind, text)
  if (!done.ok) return refuse(done.plan)
  const { counts } = summarizePlan(done.plan)
  const details = { added: counts.new, changed: counts.changed, unchanged: counts.unchanged }
  await recordEvent(prisma, actor, { action: 'list-imported', objectKind: 'list', objectId: kind, details })
  throw redirect(`${paths.importPage(kind)}?imported=${counts.new}.${counts.changed}.${counts.unchanged}`)
}

/** Without the text of the file: there is nothing to confirm. */
function refuse(plan: ImportPlan) {
  return data({ summary: summarizePlan(plan), csv: undefined }, { status: 422 })
}

export default function ImportPage() {
  const { t } = useTranslation()
  const { kind, columns, languages, imported } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const [created, changed, unchanged] = (imported?.match(/^\d{1,7}\.\d{1,7}\.\d{1,7}$/)?.[0] ?? '').split('.')
  return (
    <main id="main" className="page">
      <p className="quiet">
        <Link to={`/${kind}`}>{t(`words.${kind}`)}</Link>
      </p>
      <h1>{t(`imports.title.${kind}`)}</h1>
      {created && !result ? (
        <p className="notice good" role="status">
          {t('imports.done', { created, changed, unchanged })} <Link to={`/${kind}`}>{t('imports.see')}</Link>
        </p>
      ) : null}
      {result ? <ImportPreview summary={result.summary} csv={result.csv} /> : null}
      <Form method="post" encType="multipart/form-data" className="card">
        <FileDrop name="file" label={t('imports.file')} hint={t('imports.file-hint')} />
        <details>
          <summary>{t('imports.paste')}</summary>
          <label htmlFor="pasted" className="visually-hidden">
            {t('imports.paste')}
          </label>
          <textarea id="pasted" name="pasted" rows={8} dir="ltr" spellCheck={false} />
        </details>
        <div className="actions">
          <button type="submit" name="intent" value="preview">
            {t('imports.preview')}
          </button>
          <a href={paths.importSample(kind)} download>
            {t('imports.sample')}
          </a>
        </div>
      </Form>
      <section>
        <h2>{t('imports.columns')}</h2>
        <p>{t('imports.rules')}</p>
        <dl className="receipt">
          {columns.map(({ name, isRequired }) => (
            <div key={name}>
              <dt>
                <code dir="ltr">{name}</code> {isRequired ? null : <span className="quiet">{t('words.optional')}</span>}
              </dt>
              <dd>{t(`imports.column.${kind}.${name}`, { languages })}</dd>
            </div>
          ))}
        </dl>
      </section>
    </main>
  )
}
