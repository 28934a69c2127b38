import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { planPromises } from '#app/evidence/promises/import-promises.server'
import { PROMISE_COLUMNS } from '#app/evidence/promises/promise-file'
import { importOfEvidence, openEvidence } from '#app/http/open-evidence.server'
import { paths } from '#app/http/paths'
import { takeImport } from '#app/http/take-import.server'
import { ImportFrame } from '#app/relationships/import-frame'
import { pageTitle } from '#app/relationships/page-title'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'imports.title.promises')

export async function loader({ request }: LoaderFunctionArgs) {
  await openEvidence(request)
  return { imported: new URL(request.url).searchParams.get('imported') }
}

export async function action({ request }: ActionFunctionArgs) {
  const { prisma, member, workspaceId, within } = await openEvidence(request)
  return takeImport(request, {
    ...{ prisma, actor: member.actor, list: 'promises', page: paths.promisesImport },
    plan: (db, text) => planPromises(db, { workspaceId, within, now: new Date() }, text),
    ...importOfEvidence(workspaceId),
  })
}

export default function ImportPromisesPage() {
  const { imported } = useLoaderData<typeof loader>()
  return (
    <ImportFrame
      kind="promises"
      listPath={paths.allPromises}
      samplePath={paths.promisesSample}
      columns={PROMISE_COLUMNS}
      imported={imported}
      result={useActionData<typeof action>()}
    />
  )
}
