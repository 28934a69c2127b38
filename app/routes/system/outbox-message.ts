import type { LoaderFunctionArgs } from '@remix-run/node'
import { notFound } from '#app/http/guards.server'
import { requireOutbox } from '#app/http/require-outbox.server'
import { readOutboxFile } from '#app/mail/outbox-files.server'

/** The HTML part of a mail as its reader gets it: no script runs in it, whatever it holds. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const mail = await readOutboxFile(requireOutbox(request), params.name ?? '')
  if (!mail) throw notFound()
  return new Response(mail.html, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox",
    },
  })
}
