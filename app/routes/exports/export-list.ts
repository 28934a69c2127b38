import type { LoaderFunctionArgs } from '@remix-run/node'
import { listExports } from '#app/exports/requests/export-requests.server'
import { notFound, requireId, requireMember } from '#app/http/guards.server'
import { EVERYTHING, isStudyWithin } from '#app/people/find-reach.server'
import { runtime } from '#app/runtime.server'

/** How far the files are that a member asked for: the page of data looks every few seconds. It tells nothing of a study. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { workspaceId, memberId } = await requireMember(request, 'take-data')
  const { prisma } = runtime().database
  const studyId = requireId(params.studyId)
  if (!(await isStudyWithin(prisma, workspaceId, EVERYTHING, studyId))) throw notFound()
  return { requests: await listExports(prisma, { workspaceId, memberId, studyId }) }
}
