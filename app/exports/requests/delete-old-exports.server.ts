import type { PrismaClient } from '#app/db/generated/client'
import { acrossWorkspaces, inWorkspace } from '#app/db/wall/view.server'
import { listOldFiles, removeExportFile } from './export-place.server'

const DAY = 86_400_000

/**
 * Takes away files whose time is over, and files without a request: of studies or members that were deleted, of processes
 * that crashed.
 * @returns how many requests are over
 */
export async function deleteOldExports(
  { prisma, dataDirectory }: { prisma: PrismaClient; dataDirectory: string },
  now: Date,
): Promise<number> {
  // over all workspaces: the worker's own look
  const over = await acrossWorkspaces(() =>
    prisma.dataExport.findMany({
      where: { state: 'ready', expiresAt: { lte: now } },
      select: { workspaceId: true, id: true },
    }),
  )
  for (const { workspaceId, id } of over) {
    // first the state: nobody is to be sent to a file that is not there
    await inWorkspace(workspaceId, () =>
      prisma.dataExport.updateMany({ where: { workspaceId, id, state: 'ready' }, data: { state: 'expired' } }),
    )
    await removeExportFile(dataDirectory, { workspaceId, id })
  }
  // over all workspaces: the worker's own look
  const workspaces = await acrossWorkspaces(() => prisma.workspace.findMany({ select: { id: true } }))
  for (const { id: workspaceId } of workspaces) {
    const ids = await listOldFiles(dataDirectory, workspaceId, new Date(now.getTime() - DAY))
    const wanted = await inWorkspace(workspaceId, () =>
      prisma.dataExport.findMany({
        where: { workspaceId, id: { in: ids.filter(isId) }, state: { in: ['ready', 'running'] } },
        select: { id: true },
      }),
    )
    for (const id of ids)
      if (isId(id) && !wanted.some((one) => one.id === id)) await removeExportFile(dataDirectory, { workspaceId, id })
  }
  return over.length
}

const isId = (name: string) => /^[0-9a-f-]{36}$/.test(name)
