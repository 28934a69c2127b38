import type { LoaderFunctionArgs } from '@remix-run/node'
import { PROMISE_COLUMNS } from '#app/evidence/promises/promise-file'
import { readPromiseRows } from '#app/evidence/promises/promise-list.server'
import { csvResponse } from '#app/exports/formats/csv.server'
import { openEvidence } from '#app/http/open-evidence.server'
import { recordEvent } from '#app/people/audit/record-event.server'
import { readListQuery } from '#app/relationships/page-of'

/** Promises within reach, as the import takes it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { prisma, member, workspaceId, within } = await openEvidence(request)
  const file = { objectKind: 'list', objectId: 'promises', details: { file: 'promises.csv' } } as const
  await recordEvent(prisma, member.actor, { action: 'file-taken', ...file })
  const { search } = readListQuery(request.url)
  const columns = PROMISE_COLUMNS.map(({ name }) => name)
  return csvResponse('promises.csv', columns, readPromiseRows(prisma, { workspaceId, within, search }))
}
