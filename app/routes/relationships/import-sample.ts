import type { LoaderFunctionArgs } from '@remix-run/node'
import { notFound, requireMember } from '#app/http/guards.server'
import { IMPORT_KINDS } from '#app/http/paths'
import { IMPORT_SAMPLES } from '#app/relationships/import-samples'

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireMember(request, 'set-up')
  const kind = IMPORT_KINDS.find((one) => one === params.kind)
  if (!kind) throw notFound()
  // the mark lets spreadsheets read Arabic as Arabic
  return new Response(`\ufeff${IMPORT_SAMPLES[kind]}`, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${kind}-sample.csv"`,
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
