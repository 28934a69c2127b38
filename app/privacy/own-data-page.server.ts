import type { Db } from '#app/db/database.server'
import { createTranslator } from '#app/i18n/create-translator'
import { ownNameOf } from '#app/i18n/direction'
import { LANGUAGES } from '#app/i18n/languages'
import { pageIn, type RespondentPage } from '#app/responses/respondent-page'
import { OWN_FILES } from './own-data-file.server'
import { type PersonKey, readOwnData } from './read-own-data.server'
import { type ToldPart, tellOwnData } from './tell-own-data'

export interface OwnDataPage extends RespondentPage {
  title: string
  workspaceName: string
  parts: ToldPart[]
  person: { name: string; email: string; language: string; timeZone: string }
  choices: { code: string; name: string }[]
  /** where the files are, and where the open surveys are, in which answers can be withdrawn */
  files: { name: string; path: string }[]
  surveys: string
  /** what the person did a moment ago */
  justDone: 'corrected' | 'address-asked' | undefined
}

interface Door extends PersonKey {
  secret: string
  language: string
  pathOf: (file: string) => string
  surveys: string
  url: string
}

/** The page with everything that is stored about a person. @throws where the person was erased a moment ago */
export async function ownDataPage(db: Db, door: Door): Promise<OwnDataPage> {
  const data = await readOwnData(db, door.secret, door, new Date())
  if (!data) throw new Error('the person is gone')
  const page = pageIn(door.language)
  const { t } = createTranslator(page.language, page.texts)
  const { name, email, language, timeZone } = data.person
  const { searchParams } = new URL(door.url)
  const justDone = (['corrected', 'address-asked'] as const).find((one) => searchParams.has(one))
  return {
    ...page,
    title: t('own-data.title'),
    workspaceName: data.workspace.name,
    parts: tellOwnData(data, t, page.language),
    person: { name, email, language, timeZone },
    choices: LANGUAGES.map((code) => ({ code, name: ownNameOf(code) })),
    files: OWN_FILES.map((file) => ({ name: file, path: door.pathOf(file) })),
    surveys: door.surveys,
    justDone,
  }
}
