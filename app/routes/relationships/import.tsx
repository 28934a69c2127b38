import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { notFound, requireMember } from '#app/http/guards.server'
import { IMPORT_KINDS, type ImportKind, paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { LANGUAGES } from '#app/i18n/languages'
import { recordEvent } from '#app/people/audit/record-event.server'
import { columnsOf } from '#app/relationships/import-columns'
import { ImportFrame } from '#app/relationships/import-frame'
import { summarizePlan } from '#app/relationships/import-preview'
import { pageTitle } from '#app/relationships/page-title'
import { type ImportPlan, planImport } from '#app/relationships/plan-import.server'
import { readImportText } from '#app/relationships/read-import-text.server'
import { runImport } from '#app/relationships/run-import.server'
import { runtime } from '#app/runtime.server'

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
  const { kind, columns, languages, imported } = useLoaderData<typeof loader>()
  return (
    <ImportFrame
      kind={kind}
      listPath={`/${kind}`}
      samplePath={paths.importSample(kind)}
      columns={columns}
      values={{ languages }}
      imported={imported}
      result={useActionData<typeof action>()}
    />
  )
}
