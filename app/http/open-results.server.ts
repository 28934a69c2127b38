import { findResultStudy } from '#app/disclosure/read-results.server'
import { runtime } from '#app/runtime.server'
import { notFound, requireId, requireMember } from './guards.server'

/** What every results page starts with: who asks, and the study with its published waves. @throws 404 for others' studies */
export async function openResults(request: Request, studyId: string | undefined) {
  const { workspaceId } = await requireMember(request, 'see-results')
  const { prisma } = runtime().database
  const study = await findResultStudy(prisma, workspaceId, requireId(studyId))
  if (!study) throw notFound()
  return { prisma, workspaceId, study }
}
