import type { LoaderFunctionArgs } from '@remix-run/node'
import { jsonFile } from '#app/exports/formats/json.server'
import { openTemplate } from '#app/http/open-template.server'

/** The template in one file: what the upload takes. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { key, template } = await openTemplate(request, params)
  const content = { instrument: template.instrument, texts: Object.fromEntries(template.texts) }
  return jsonFile(`${key.name}-${key.version}.json`, content)
}
