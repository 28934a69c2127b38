import { createHash } from 'node:crypto'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { openApi } from '#app/api/open-api'
import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import { isInterfaceLanguage } from '#app/i18n/languages'
import { translateTo } from '#app/i18n/texts-of'
import { runtime } from '#app/runtime.server'

/** The description of the interface, for programs; nothing in it belongs to anybody. In English, or in `?language=`. */
export function loader({ request }: LoaderFunctionArgs) {
  const wanted = new URL(request.url).searchParams.get('language')
  const language = isInterfaceLanguage(wanted) ? wanted : FALLBACK_LANGUAGE
  const t = translateTo(language)
  const text = JSON.stringify(openApi(t, runtime().env.publicUrl), null, 2)
  const tag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
  const headers = { ETag: tag, 'Cache-Control': 'public, no-cache' }
  if (request.headers.get('If-None-Match') === tag) return new Response(null, { status: 304, headers })
  return new Response(text, { headers: { ...headers, 'Content-Type': 'application/json' } })
}
