import type { LoaderFunctionArgs } from '@remix-run/node'
import { openTemplate } from '#app/http/open-template.server'

/** The template in one file: what the upload takes. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { key, template } = await openTemplate(request, params)
  const content = { instrument: template.instrument, texts: Object.fromEntries(template.texts) }
  return new Response(`${JSON.stringify(content, null, 2)}\n`, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': `attachment; filename="${key.name}-${key.version}.json"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
