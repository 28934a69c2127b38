import { redirect } from '@remix-run/node'
import { exportFormSchema } from '#app/exports/requests/export-form'
import { paths } from './paths'

/**
 * What a file of answers is wanted for, in its address: nobody takes one without saying so.
 * @throws for a browser a way back to the page of data, which tells what is wrong and keeps what was typed; 422 for programs
 */
export function requirePurpose(request: Request, studyId: string): string {
  const typed = new URL(request.url).searchParams.get('purpose') ?? ''
  const purpose = exportFormSchema.shape.purpose.safeParse(typed)
  if (purpose.success) return purpose.data
  if (request.headers.get('Accept')?.includes('text/html'))
    throw redirect(
      `${paths.data(studyId)}?${new URLSearchParams({ refused: '1', purpose: typed.slice(0, 1000) })}`,
      303,
    )
  throw new Response('A purpose is needed: ?purpose=…', { status: 422, headers: { 'Content-Type': 'text/plain' } })
}
