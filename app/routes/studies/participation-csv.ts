import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvResponse } from '#app/exports/formats/csv.server'
import { openWavePage } from '#app/http/open-wave-page.server'
import { recordEvent } from '#app/people/audit/record-event.server'
import { arrangeRows, FILE_COLUMNS, fileRow, readTableChoice } from '#app/studies/control-room/participation-rows'
import { readParticipation } from '#app/studies/control-room/read-participation.server'

/** The table of the control room: same search and order, all of its pages. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { wave, key, parts } = await openWavePage(request, params)
  const taken = { objectKind: 'wave', objectId: key.waveId, details: { file: 'participation.csv' } } as const
  await recordEvent(parts.prisma, parts.actor, { action: 'file-taken', ...taken })
  const { rows } = await readParticipation(parts.prisma, { ...wave, workspaceId: key.workspaceId })
  return csvResponse('participation.csv', FILE_COLUMNS, arrangeRows(rows, readTableChoice(request.url)).map(fileRow))
}
