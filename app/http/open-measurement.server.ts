import { readMeasurementChoice } from '#app/dashboards/measurement-choice'
import { findResultStudy, readResultTables } from '#app/disclosure/read-results.server'
import { RELATION_INDICES, relationsOf } from '#app/disclosure/relation-points'
import { findReach } from '#app/people/find-reach.server'
import { runtime } from '#app/runtime.server'
import { notFound, requireId, requireMember } from './guards.server'
import { recordLook } from './record-look.server'

/**
 * What the measurement page and its files start with: who asks (those who may take data), the study, and what the address
 * chose. @throws 403 for other roles, 404 for others' studies
 */
export async function openMeasurement(request: Request, studyId: string | undefined) {
  const member = await requireMember(request, 'take-data')
  const { workspaceId } = member
  const { prisma } = runtime().database
  const study = await findResultStudy(prisma, workspaceId, requireId(studyId))
  if (!study) throw notFound()
  await recordLook(prisma, member, request, study.id)
  const within = findReach(workspaceId, member)
  return { prisma, workspaceId, within, study, choice: readMeasurementChoice(study.waves, request.url) }
}

/** Relations between the released values of the chosen wave; undefined before the first publication. */
export async function readRelations({
  prisma,
  workspaceId,
  within,
  choice,
}: Awaited<ReturnType<typeof openMeasurement>>) {
  if (!choice) return undefined
  const tables = await readResultTables(prisma, {
    ...{ workspaceId, within, waves: [choice.wave] },
    indices: [...RELATION_INDICES],
  })
  return relationsOf(tables, choice.view)
}
