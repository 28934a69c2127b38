import type { LoaderFunctionArgs } from '@remix-run/node'
import { readEntryRows } from '#app/evidence/registers/entries.server'
import { registerFile } from '#app/evidence/registers/register'
import { readRegisterChoice } from '#app/evidence/registers/register-choice'
import { csvResponse } from '#app/exports/formats/csv.server'
import { openRegister } from '#app/http/open-evidence.server'
import { recordEvent } from '#app/people/audit/record-event.server'

/** A register within reach, as the import takes it. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, member, workspaceId, within, register } = await openRegister(request, params.register)
  const file = `${register.name}.csv`
  await recordEvent(prisma, member.actor, {
    ...{ action: 'file-taken', objectKind: 'list', objectId: register.name, details: { file } },
  })
  const columns = registerFile(register).columns.map(({ name }) => name)
  const scope = { workspaceId, within, register, ...readRegisterChoice(register, request.url) }
  return csvResponse(file, columns, readEntryRows(prisma, scope))
}
