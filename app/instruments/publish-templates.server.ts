import type { PrismaClient } from '#app/db/generated/client'
import { hashInstrument } from './hash-instrument.server'
import { listTemplates } from './templates'

class TemplateChangedError extends Error {}

/**
 * Makes the shipped instruments known to the database. An instrument that was published once never changes: answers
 * given to it would mean something else.
 * @throws TemplateChangedError that names the instrument and the remedy
 */
export async function publishTemplates(prisma: PrismaClient): Promise<void> {
  for (const { instrument } of listTemplates()) {
    const { name, version } = instrument
    const hash = hashInstrument(instrument)
    const known = await prisma.instrument.upsert({
      where: { name_version: { name, version } },
      create: { name, version, hash },
      update: {},
    })
    if (known.hash !== hash)
      throw new TemplateChangedError(
        `survey-templates/${name}/${version}/instrument.json differs from what was published: undo the change, or make it version ${version + 1}.`,
      )
  }
}
