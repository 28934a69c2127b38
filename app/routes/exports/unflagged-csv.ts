import type { LoaderFunctionArgs } from '@remix-run/node'
import { UNFLAGGED_COLUMNS, unflaggedFileRows, unflaggedRows } from '#app/dashboards/unflagged-rows'
import { readUnflagged } from '#app/disclosure/read-unflagged.server'
import { csvResponse } from '#app/exports/formats/csv.server'
import { openAnswering } from '#app/http/open-answering.server'

/** Every published wave with and without its flagged responses. */
export async function loader(request: LoaderFunctionArgs) {
  const { prisma, workspaceId, study } = await openAnswering(request)
  const pairs = await readUnflagged(prisma, { workspaceId, waves: study.waves })
  return csvResponse('unflagged.csv', UNFLAGGED_COLUMNS, unflaggedFileRows(unflaggedRows(pairs)))
}
