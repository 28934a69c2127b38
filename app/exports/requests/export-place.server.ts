import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'

interface ExportKey {
  workspaceId: string
  id: string
}

/** Where a written file lies: made of ids alone, so that no name of anybody leads anywhere. */
export function exportPath(dataDirectory: string, { workspaceId, id }: ExportKey): string {
  return path.join(dataDirectory, 'exports', workspaceId, id)
}

/** Where it is while it is written. */
export async function makePartPath(dataDirectory: string, key: ExportKey): Promise<string> {
  const place = exportPath(dataDirectory, key)
  await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
  return `${place}.part`
}

export async function removeExportFile(dataDirectory: string, key: ExportKey): Promise<void> {
  const place = exportPath(dataDirectory, key)
  await rm(place, { force: true })
  await rm(`${place}.part`, { force: true })
}

/** Files of a workspace's folder that are older than a moment, by the id that they are called by. */
export async function listOldFiles(dataDirectory: string, workspaceId: string, before: Date): Promise<string[]> {
  const directory = path.dirname(exportPath(dataDirectory, { workspaceId, id: 'x' }))
  const names = await readdir(directory).catch((error: NodeJS.ErrnoException) => {
    // no file was ever asked for here
    if (error.code === 'ENOENT') return []
    throw error
  })
  const old = new Set<string>()
  for (const name of names) {
    const found = await stat(path.join(directory, name)).catch(() => undefined)
    if (found && found.mtime < before) old.add(name.replace(/\.part$/, ''))
  }
  return [...old]
}
