import type { LoaderFunctionArgs } from '@remix-run/node'
import { CONTACT_COLUMNS } from '#app/evidence/contacts/contact-form'
import { readContactRows } from '#app/evidence/contacts/contacts.server'
import { csvResponse } from '#app/exports/formats/csv.server'
import { openEvidence } from '#app/http/open-evidence.server'
import { recordEvent } from '#app/people/audit/record-event.server'
import { readListQuery } from '#app/relationships/page-of'

/** The register within reach, as the import takes it. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { prisma, member, workspaceId, within } = await openEvidence(request)
  const file = { objectKind: 'list', objectId: 'contacts', details: { file: 'contacts.csv' } } as const
  await recordEvent(prisma, member.actor, { action: 'file-taken', ...file })
  const { search } = readListQuery(request.url)
  const columns = CONTACT_COLUMNS.map(({ name }) => name)
  return csvResponse('contacts.csv', columns, readContactRows(prisma, { workspaceId, within, search }))
}
