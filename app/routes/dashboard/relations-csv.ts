import type { LoaderFunctionArgs } from '@remix-run/node'
import { RELATION_COLUMNS, relationRows } from '#app/disclosure/relation-points'
import { csvResponse } from '#app/exports/formats/csv.server'
import { openMeasurement, readRelations } from '#app/http/open-measurement.server'

/** The points behind the relations that are on the screen: same wave, same view. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const opened = await openMeasurement(request, params.studyId)
  const { choice } = opened
  const relations = await readRelations(opened)
  const rows = choice && relations ? relationRows(relations.points, choice.wave.number, choice.view) : []
  return csvResponse('relations.csv', RELATION_COLUMNS, rows)
}
