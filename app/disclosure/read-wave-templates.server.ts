import type { Db } from '#app/db/database.server'
import { loadTemplate } from '#app/instruments/load-template.server'
import type { Template } from '#app/instruments/template'

/** What some waves asked, by the id of the wave: a pulse asks something else than its study. */
export async function readWaveTemplates(
  db: Db,
  { workspaceId, waveIds }: { workspaceId: string; waveIds: readonly string[] },
): Promise<ReadonlyMap<string, Template>> {
  const waves = await db.wave.findMany({
    where: { workspaceId, id: { in: [...new Set(waveIds)] } },
    select: { workspaceId: true, id: true, instrumentName: true, instrumentVersion: true },
  })
  const templates = new Map<string, Template>()
  for (const { id, ...asked } of waves) templates.set(id, await loadTemplate(db, asked))
  return templates
}
