import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvResponse } from '#app/exports/formats/csv.server'
import { requireMember } from '#app/http/guards.server'
import { readAuditFilter } from '#app/people/audit/audit-filter'
import { readAudit } from '#app/people/audit/read-audit.server'
import { recordEvent } from '#app/people/audit/record-event.server'
import { runtime } from '#app/runtime.server'

const COLUMNS = [
  ...['number', 'at', 'actor_kind', 'actor', 'actor_id', 'action', 'object_kind', 'object', 'object_id'],
  ...['address', 'details', 'hash'],
]

/** The entries that the page shows, all of them, the oldest first. Taking the log away is itself written down. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { workspaceId, actor } = await requireMember(request, 'read-audit')
  const { prisma } = runtime().database
  const file = { objectKind: 'log', objectId: workspaceId, details: { file: 'audit.csv' } } as const
  await recordEvent(prisma, actor, { action: 'file-taken', ...file })
  const entries = readAudit(prisma, workspaceId, readAuditFilter(request.url))
  return csvResponse('audit.csv', COLUMNS, rowsOf(entries))
}

async function* rowsOf(entries: ReturnType<typeof readAudit>) {
  for await (const entry of entries)
    yield {
      number: entry.number,
      at: entry.at.toISOString(),
      actor_kind: entry.actorKind,
      actor: entry.actorName,
      actor_id: entry.actorId,
      action: entry.action,
      object_kind: entry.objectKind,
      object: entry.objectName,
      object_id: entry.objectId,
      address: entry.address,
      details: JSON.stringify(entry.details),
      hash: entry.hash,
    }
}
