import { runtime } from '#app/runtime.server'
import { notFound } from './guards.server'

/**
 * The page of mails exists only on a machine that keeps them as files and answers itself alone. It shows sign-in links,
 * so the host that the browser named must be ours too: a foreign page cannot reach it through a rebound name.
 * @throws 404 everywhere else
 */
export function requireOutbox(request: Request): string {
  const { env, outboxDirectory } = runtime()
  const isOwnHost = new URL(request.url).host === new URL(env.publicUrl).host
  if (!env.hasOutboxPage || !isOwnHost) throw notFound()
  return outboxDirectory
}
