import type { LoaderFunctionArgs } from '@remix-run/node'
import { sampleFile } from '#app/evidence/registers/register'
import { fileHeaders } from '#app/exports/formats/file-headers'
import { openRegister } from '#app/http/open-evidence.server'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { register } = await openRegister(request, params.register)
  // the mark lets spreadsheets read Arabic as Arabic
  return new Response(`\ufeff${sampleFile(register)}`, {
    headers: fileHeaders(`${register.name}-sample.csv`, 'text/csv; charset=utf-8'),
  })
}
