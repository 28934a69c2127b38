// What `npm run export` does, in the build: texts and templates are there as the server has them.
import { open } from 'node:fs/promises'
import path from 'node:path'
import type { Env } from '#app/config/env.server'
import { type Database, openDatabase } from '#app/db/database.server'
import { acrossWorkspaces } from '#app/db/wall/view.server'
import { fileNameOf } from '#app/exports/data-files'
import { BUNDLE_FILE } from '#app/exports/file-names'
import { FORMATS, type FormatName } from '#app/exports/formats/formats'
import { openFile } from '#app/exports/open-file.server'
import { BUNDLE_FORMATS } from '#app/exports/requests/export-form'
import { SHAPES, type Shape } from '#app/exports/shapes'
import { openStudyData } from '#app/exports/study-data.server'
import { publishTemplates } from '#app/instruments/publish-templates.server'
import { recordEvent, systemActor } from '#app/people/audit/record-event.server'

export interface ExportCommand {
  /** name or id */
  study: string
  /** of a table, or `bundle` */
  format: string
  shape: string
  /** path of the file to write; one that is there is not written over */
  out: string
  language: string
}

/** What whoever typed the command can mend. */
export class ExportError extends Error {}

export const EXPORT_USAGE = `npm run export -- --study NAME --format ${Object.keys(FORMATS).join('|')}|bundle --out FILE [--shape ${SHAPES.join('|')}] [--language en]
  NAME is the name or the id of a study; without --shape the wide table; a bundle holds all tables and takes no --shape.`

/**
 * Writes a file of a study of the database that is configured, and tells the log of its workspace.
 * @returns rows told of, and bytes
 */
export async function exportData(
  env: Env,
  command: ExportCommand,
  now: Date,
): Promise<{ bytes: number; file: string }> {
  const name = fileName(command)
  const database = await openDatabase({
    ...env,
    migrationsDirectory: path.resolve('prisma/migrations'),
    unsaid: 'everything',
  })
  try {
    await publishTemplates(database.prisma)
    return await write(database, command, name, now)
  } finally {
    await database.close()
  }
}

/** @throws ExportError for a format or a shape that is not there */
function fileName({ format, shape }: ExportCommand): string {
  if (format === 'bundle') return BUNDLE_FILE
  if (!Object.hasOwn(FORMATS, format)) throw new ExportError(`There is no format ${format}.\n${EXPORT_USAGE}`)
  if (!SHAPES.some((one) => one === shape)) throw new ExportError(`There is no shape ${shape}.\n${EXPORT_USAGE}`)
  return fileNameOf(shape as Shape, format as FormatName)
}

async function write({ prisma }: Database, { study: wanted, out, language }: ExportCommand, name: string, now: Date) {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(wanted)
  // over all workspaces: whoever may start programs here may read the database anyway
  const found = await acrossWorkspaces(() =>
    prisma.study.findMany({
      where: isId ? { id: wanted } : { name: wanted },
      select: { id: true, workspaceId: true },
    }),
  )
  const [study, ...others] = found
  if (!study) throw new ExportError(`There is no study ${JSON.stringify(wanted)}.`)
  if (others.length > 0)
    throw new ExportError(`Several studies are called ${JSON.stringify(wanted)}: name one by its id.`)
  const { workspaceId, id } = study
  const data = await openStudyData(prisma, workspaceId, id)
  if (!data) throw new ExportError(`There is no study ${JSON.stringify(wanted)}.`)
  if (data.waves.length === 0)
    throw new ExportError('No wave of this study is published yet: there is nothing to take.')
  if (!data.languages.includes(language))
    throw new ExportError(`There are no labels in ${language}, but in ${data.languages.join(', ')}.`)
  const file = await openFile(data, name, { language, madeAt: now, formats: BUNDLE_FORMATS })
  if (!file) throw new ExportError(EXPORT_USAGE)
  const output = await open(out, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new ExportError(`${out} is there already, and is not written over.`)
    throw new ExportError(`${out} cannot be written: ${error.code}.`)
  })
  // before anything leaves, so that nothing goes unrecorded
  const details = { file: name, method: 'command' }
  await recordEvent(prisma, systemActor(workspaceId), {
    action: 'file-taken',
    objectKind: 'study',
    objectId: id,
    details,
  })
  let bytes = 0
  try {
    for await (const chunk of file.bytes) {
      await output.appendFile(chunk)
      bytes += chunk.length
    }
  } finally {
    await output.close()
  }
  return { bytes, file: name }
}
