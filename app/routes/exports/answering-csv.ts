import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvResponse } from '#app/exports/formats/csv.server'
import { openAnswering } from '#app/http/open-answering.server'
import { QUALITY_FLAGS } from '#app/responses/quality-flags'

export async function loader(request: LoaderFunctionArgs) {
  const { waves } = await openAnswering(request)
  const rows = waves.map(({ number, state, counts }) => ({
    wave: number,
    state,
    responses: counts?.responses,
    median_seconds: counts?.medianSeconds,
    returned: counts?.returned,
    ...counts?.flags,
  }))
  return csvResponse(
    'answering.csv',
    ['wave', 'state', 'responses', 'median_seconds', 'returned', ...QUALITY_FLAGS],
    rows,
  )
}
