import type { Db } from '#app/db/database.server'
import { hashInstrument } from './hash-instrument.server'
import { instrumentSchema, instrumentTextSchema } from './instrument-schema'
import type { Template } from './template'
import { findTemplate } from './templates'

interface TemplateKey {
  workspaceId: string
  name: string
  version: number
}

/** A shipped template, or one that the workspace wrote itself; undefined where there is no such thing. */
export async function findAnyTemplate(
  db: Db,
  { workspaceId, name, version }: TemplateKey,
): Promise<Template | undefined> {
  const shipped = findTemplate(name, version)
  if (shipped) return shipped
  const own = await db.ownTemplate.findUnique({
    where: { workspaceId_name_version: { workspaceId, name, version } },
    select: { instrument: true, texts: true },
  })
  if (!own) return undefined
  const instrument = instrumentSchema.parse(own.instrument)
  const published = await db.instrument.findUnique({ where: { name_version: { name, version } } })
  if (published?.hash !== hashInstrument(instrument))
    throw new Error(`the instrument ${name}@${version} is not what was published`)
  const texts = Object.entries(own.texts as object).map(
    ([language, text]) => [language, instrumentTextSchema.parse(text)] as const,
  )
  return { instrument, texts: new Map(texts) }
}

/**
 * The template that a study uses.
 * @throws where it is not there: the study's answers could not be read without it
 */
export async function loadTemplate(
  db: Db,
  study: { workspaceId: string; instrumentName: string; instrumentVersion: number },
): Promise<Template> {
  const { workspaceId, instrumentName: name, instrumentVersion: version } = study
  const template = await findAnyTemplate(db, { workspaceId, name, version })
  if (!template) throw new Error(`the instrument ${name}@${version} is neither shipped nor the workspace's own`)
  return template
}
