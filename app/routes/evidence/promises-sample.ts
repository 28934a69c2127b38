import type { LoaderFunctionArgs } from '@remix-run/node'
import { PROMISE_SAMPLE } from '#app/evidence/promises/promise-file'
import { fileHeaders } from '#app/exports/formats/file-headers'
import { openEvidence } from '#app/http/open-evidence.server'

export async function loader({ request }: LoaderFunctionArgs) {
  await openEvidence(request)
  // the mark lets spreadsheets read Arabic as Arabic
  return new Response(`\ufeff${PROMISE_SAMPLE}`, {
    headers: fileHeaders('promises-sample.csv', 'text/csv; charset=utf-8'),
  })
}
