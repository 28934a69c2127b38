import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvResponse } from '#app/exports/formats/csv.server'
import { openAnswering, readSigns } from '#app/http/open-answering.server'
import { requestLanguage } from '#app/i18n/request-language'
import { DEVICE_CLASSES } from '#app/responses/paradata'
import { QUALITY_FLAGS } from '#app/responses/quality-flags'

export async function loader(args: LoaderFunctionArgs) {
  const opened = await openAnswering(args)
  const { waves, pages, languages } = await readSigns(opened, requestLanguage(args.request.headers))
  const name = (prefix: string, values: Record<string, number> = {}) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}_${key}`, value]))
  const rows = waves.map(({ number, state, responses, counts }) => ({
    wave: number,
    state,
    responses,
    median_seconds: counts?.medianSeconds,
    returned: counts?.returned,
    ...counts?.flags,
    ...name('device', counts?.devices),
    ...name('language', counts?.languages),
    ...name('median_seconds', counts?.pageSeconds),
  }))
  return csvResponse(
    'answering.csv',
    [
      ...['wave', 'state', 'responses', 'median_seconds', 'returned', ...QUALITY_FLAGS],
      ...DEVICE_CLASSES.map((device) => `device_${device}`),
      ...languages.map((language) => `language_${language}`),
      ...pages.map(({ id }) => `median_seconds_${id}`),
    ],
    rows,
  )
}
