import type { LoaderFunctionArgs } from '@remix-run/node'
import { CONTACT_SAMPLE } from '#app/evidence/contacts/contact-form'
import { fileHeaders } from '#app/exports/formats/file-headers'
import { openEvidence } from '#app/http/open-evidence.server'

export async function loader({ request }: LoaderFunctionArgs) {
  await openEvidence(request)
  // the mark lets spreadsheets read Arabic as Arabic
  return new Response(`\ufeff${CONTACT_SAMPLE}`, {
    headers: fileHeaders('contacts-sample.csv', 'text/csv; charset=utf-8'),
  })
}
