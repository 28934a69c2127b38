import { createHash, timingSafeEqual } from 'node:crypto'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { readFigures } from '#app/monitoring/read-figures.server'
import { runtime } from '#app/runtime.server'

/** Figures for Prometheus, for whoever shows METRICS_TOKEN; without this setting there is no such page. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { env, database } = runtime()
  if (!env.metricsToken) throw new Response(null, { status: 404 })
  const shown = /^Bearer (.+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1] ?? ''
  if (!isSame(shown, env.metricsToken))
    throw new Response(null, { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } })
  const { contentType, text } = await readFigures(database, new Date())
  return new Response(text, { headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' } })
}

/** Takes as long whatever is wrong: hashes are compared, which are of one length. */
function isSame(shown: string, token: string): boolean {
  const [a, b] = [shown, token].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
