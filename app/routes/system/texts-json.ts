import type { LoaderFunctionArgs } from '@remix-run/node'
import { findTextsFile } from '#app/i18n/texts-file.server'

/** The words of the interface in one language: the same for everybody, and a new address when one of them changes. */
export function loader({ params }: LoaderFunctionArgs) {
  const file = findTextsFile(params.file ?? '')
  if (!file) throw new Response(null, { status: 404 })
  const caching = file.isCurrent ? 'public, max-age=31536000, immutable' : 'no-store'
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': caching }
  return new Response(file.json, { headers })
}
