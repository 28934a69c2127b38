import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { notFound, requireMember } from '#app/http/guards.server'
import { IMPORT_KINDS, type ImportKind, paths } from '#app/http/paths'
import { takeImport } from '#app/http/take-import.server'
import { LANGUAGES } from '#app/i18n/languages'
import { columnsOf } from '#app/relationships/import-columns'
import { ImportFrame } from '#app/relationships/import-frame'
import { pageTitle } from '#app/relationships/page-title'
import { planImport } from '#app/relationships/plan-import.server'
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
  return takeImport(request, {
    ...{ prisma: runtime().database.prisma, actor, list: kind, page: paths.importPage(kind) },
    plan: (db, text) => planImport(db, workspaceId, kind, text),
  })
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
