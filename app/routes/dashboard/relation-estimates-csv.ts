import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvResponse } from '#app/exports/formats/csv.server'
import { RELATION_ESTIMATE_COLUMNS, relationEstimateRows, relationEstimates } from '#app/exports/relation-estimates'
import { openMeasurement, readRelations } from '#app/http/open-measurement.server'

/** Slopes, correlations and means of the relations that are on the screen, with their intervals: same wave, same view. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const opened = await openMeasurement(request, params.studyId)
  const { choice } = opened
  const relations = await readRelations(opened)
  const rows =
    choice && relations ? relationEstimateRows(relationEstimates(relations), choice.wave.number, choice.view) : []
  return csvResponse('relation-estimates.csv', RELATION_ESTIMATE_COLUMNS, rows)
}
