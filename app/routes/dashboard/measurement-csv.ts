import type { LoaderFunctionArgs } from '@remix-run/node'
import { MEASUREMENT_COLUMNS, measurementRows } from '#app/dashboards/measurement-rows'
import { readMeasurement } from '#app/disclosure/read-measurement.server'
import { csvResponse } from '#app/exports/formats/csv.server'
import { openMeasurement } from '#app/http/open-measurement.server'

/** How well every published wave of a study measured, the first wave first. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, study } = await openMeasurement(request, params.studyId)
  const rows = []
  for (const { id: waveId, number } of study.waves)
    rows.push(...measurementRows(number, await readMeasurement(prisma, { workspaceId, waveId })))
  return csvResponse('measurement.csv', MEASUREMENT_COLUMNS, rows)
}
