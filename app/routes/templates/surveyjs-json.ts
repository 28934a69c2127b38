import type { LoaderFunctionArgs } from '@remix-run/node'
import { jsonFile } from '#app/exports/formats/json.server'
import { openTemplate } from '#app/http/open-template.server'
import { sideIn } from '#app/http/side-in'
import { exportSurveyJs } from '#app/instruments/interchange/export-surveyjs'

/** The questions of one side as a survey of SurveyJS. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { key, template } = await openTemplate(request, params)
  const side = sideIn(request)
  const { survey } = exportSurveyJs(template, side)
  return jsonFile(`${key.name}-${key.version}-${side}.surveyjs.json`, survey)
}
