import { runtime } from '#app/runtime.server'
import { findWave } from '#app/studies/control-room/find-wave.server'
import { notFound, requireId, requireMember } from './guards.server'

/** What every page about one wave starts with: who asks, and the wave. @throws 404 for a wave that is not the workspace's */
export async function openWavePage(request: Request, params: { studyId?: string; waveId?: string }) {
  const member = await requireMember(request, 'run-studies')
  const { workspaceId, actor } = member
  const { database, queue, secret } = runtime()
  const { prisma } = database
  const found = await findWave(prisma, workspaceId, requireId(params.studyId), requireId(params.waveId))
  if (!found) throw notFound()
  const key = { workspaceId, studyId: found.study.id, waveId: found.wave.id }
  return { ...found, key, member, parts: { prisma, queue, secret, actor } }
}
