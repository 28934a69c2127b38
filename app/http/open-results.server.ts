import { findResultStudy } from '#app/disclosure/read-results.server'
import { findReach, isStudyWithin } from '#app/people/find-reach.server'
import { runtime } from '#app/runtime.server'
import { notFound, requireId, requireMember } from './guards.server'
import { recordLook } from './record-look.server'

/**
 * What every results page starts with: who asks, how far they see, and the study with its published waves.
 * @throws 404 for others' studies, and for a study in which nothing is in a manager's reach
 */
export async function openResults(request: Request, studyId: string | undefined) {
  const member = await requireMember(request, 'see-results')
  const { workspaceId } = member
  const { prisma } = runtime().database
  const id = requireId(studyId)
  const within = findReach(workspaceId, member)
  const study = await findResultStudy(prisma, workspaceId, id)
  if (!study || !(await isStudyWithin(prisma, workspaceId, within, id))) throw notFound()
  await recordLook(prisma, member, request, id)
  return { prisma, workspaceId, member, within, study }
}
