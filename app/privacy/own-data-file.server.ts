import type { Db } from '#app/db/database.server'
import { csvResponse } from '#app/exports/formats/csv.server'
import { fileHeaders } from '#app/exports/formats/file-headers'
import { createTranslator } from '#app/i18n/create-translator'
import { pageIn } from '#app/responses/respondent-page'
import { type PersonKey, readOwnData } from './read-own-data.server'
import { tellOwnData } from './tell-own-data'

/** Names of the files that a person can take. */
export const OWN_FILES = ['my-data.json', 'my-data.csv'] as const

interface FileDoor extends PersonKey {
  secret: string
  language: string
  file: string | undefined
}

/**
 * A person's own data to take away: for programs as it is stored (JSON), or to read (CSV, in their language).
 * @returns undefined for a file or a person that is not there
 */
export async function ownDataFile(db: Db, door: FileDoor): Promise<Response | undefined> {
  const file = OWN_FILES.find((one) => one === door.file)
  const data = file && (await readOwnData(db, door.secret, door, new Date()))
  if (!data) return undefined
  if (file === 'my-data.csv') {
    const { language, texts } = pageIn(door.language)
    const { t } = createTranslator(language, texts)
    const rows = tellOwnData(data, t, language).flatMap(({ title: part, lines, groups }) =>
      [{ title: '', lines }, ...groups].flatMap((group) =>
        group.lines.map(({ label, value }) => ({ part, about: group.title, what: label, value })),
      ),
    )
    return csvResponse(file, ['part', 'about', 'what', 'value'], rows)
  }
  return new Response(JSON.stringify(data, null, 2), {
    headers: fileHeaders(file, 'application/json; charset=utf-8'),
  })
}
