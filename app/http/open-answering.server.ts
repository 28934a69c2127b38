import type { LoaderFunctionArgs } from '@remix-run/node'
import { readAnswering } from '#app/disclosure/read-answering.server'
import { findResultStudy } from '#app/disclosure/read-results.server'
import { runtime } from '#app/runtime.server'
import { notFound, requireId, requireMember } from './guards.server'

/** How a study's waves were answered, for those who may take data. */
export async function openAnswering({ request, params }: LoaderFunctionArgs) {
  const { workspaceId } = await requireMember(request, 'take-data')
  const { prisma } = runtime().database
  const study = await findResultStudy(prisma, workspaceId, requireId(params.studyId))
  if (!study) throw notFound()
  return { study: { id: study.id, name: study.name }, waves: await readAnswering(prisma, workspaceId, study.id) }
}
