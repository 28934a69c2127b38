import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileHeaders } from '#app/exports/formats/file-headers'
import { notFound, requireMember } from '#app/http/guards.server'
import { IMPORT_KINDS } from '#app/http/paths'
import { IMPORT_SAMPLES } from '#app/relationships/import-samples'

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireMember(request, 'set-up')
  const kind = IMPORT_KINDS.find((one) => one === params.kind)
  if (!kind) throw notFound()
  // the mark lets spreadsheets read Arabic as Arabic
  return new Response(`\ufeff${IMPORT_SAMPLES[kind]}`, {
    headers: fileHeaders(`${kind}-sample.csv`, 'text/csv; charset=utf-8'),
  })
}
