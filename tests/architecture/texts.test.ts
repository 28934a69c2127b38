// Every word that people read stands in a language file, in every language.
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { RESPONDENT_FILES } from '#app/i18n/languages'
import { findNodes, listFiles, placeOf, readSources } from './source-files'

const PLURAL = /_(zero|one|two|few|many|other)$/
const TEXT_ATTRIBUTES = /^(title|alt|placeholder|label|aria-label|aria-description|aria-roledescription)$/

/** Flat: `study.state.open` → its text. */
type Texts = Map<string, string>

interface Collection {
  name: string
  /** language → texts */
  languages: Map<string, Texts>
}

const interfaceTexts = readByFolder('app/i18n/texts')
const collections = [interfaceTexts, readByFolder('emails/texts'), ...readInstruments()]

/** <folder>/<language>/<namespace>.json */
function readByFolder(folder: string): Collection {
  const languages = new Map<string, Texts>()
  for (const file of listFiles(folder).filter((one) => one.endsWith('.json'))) {
    const [language = '', name = ''] = file.slice(folder.length + 1, -'.json'.length).split('/')
    languages.set(language, new Map([...(languages.get(language) ?? []), ...flatten(readJson(file), name)]))
  }
  return { name: folder, languages }
}

/** survey-templates/<name>/<version>/<language>.json */
function readInstruments(): Collection[] {
  const files = listFiles('survey-templates').filter(
    (file) => file.endsWith('.json') && !/\/((instrument|published)|\w+\.schema)\.json$/.test(file),
  )
  const folders = new Set(files.map((file) => file.slice(0, file.lastIndexOf('/'))))
  return [...folders].map((folder) => ({
    name: folder,
    languages: new Map(
      files
        .filter((file) => file.startsWith(`${folder}/`))
        .map((file) => [file.slice(folder.length + 1, -'.json'.length), new Map(flatten(readJson(file), ''))] as const),
    ),
  }))
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function flatten(value: unknown, key: string): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[key, String(value)]]
  return Object.entries(value).flatMap(([name, inside]) => flatten(inside, key ? `${key}.${name}` : name))
}

/** A text with several plural forms is one; English shows which they are, for `time_other` is an index and no form. */
function stemOf(key: string, english: Texts): string {
  const stem = key.replace(PLURAL, '')
  return english.has(`${stem}_one`) && english.has(`${stem}_other`) ? stem : key
}

/** A language may be one for respondents only: then it has their files, whole, and no others. */
function ownPart(texts: Texts, english: Texts): Texts {
  const filesOf = (some: Texts) => new Set([...some.keys()].map((key) => key.split('.')[0] ?? ''))
  const isForRespondents =
    RESPONDENT_FILES.every((file) => filesOf(texts).has(file)) && filesOf(texts).size === RESPONDENT_FILES.length
  return isForRespondents
    ? new Map([...english].filter(([key]) => RESPONDENT_FILES.some((file) => key.startsWith(`${file}.`))))
    : english
}

const stemsOf = (texts: Texts, english: Texts) =>
  [...new Set([...texts.keys()].map((key) => stemOf(key, english)))].sort()
const placeholdersIn = (text: string) => [...text.matchAll(/\{\{\s*([\w.]+)/g)].map(([, name = '']) => name)

describe.each(collections)('$name', ({ languages }) => {
  const english = languages.get('en') ?? new Map<string, string>()

  test.each([...languages.keys()])('%s has the same texts as English', (language) => {
    const texts = languages.get(language) ?? new Map<string, string>()
    expect(stemsOf(texts, english)).toEqual(stemsOf(ownPart(texts, english), english))
  })

  test.each([...languages.keys()])('%s has every form that its plurals need', (language) => {
    const texts = languages.get(language) ?? new Map<string, string>()
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const plurals = new Set(
      [...texts.keys()].map((key) => stemOf(key, english)).filter((stem) => english.has(`${stem}_one`)),
    )
    const missing = [...plurals]
      .flatMap((stem) => needed.map((category) => `${stem}_${category}`))
      .filter((key) => !texts.has(key))
    expect(missing).toEqual([])
  })

  test.each([...languages.keys()])('%s fills in the same values as English, and leaves nothing empty', (language) => {
    const texts = languages.get(language) ?? new Map<string, string>()
    const wrong = [...texts].filter(([key, text]) => {
      // a plural form may say `one` or `both` in words instead of showing the number, and `none` needs nothing more
      const allowed = new Set(
        [...english]
          .filter(([other]) => stemOf(other, english) === stemOf(key, english))
          .flatMap(([, one]) => placeholdersIn(one)),
      )
      const own = new Set(placeholdersIn(text))
      const lacking = [...allowed].filter((name) => !own.has(name) && !(name === 'count' && PLURAL.test(key)))
      return (
        text.trim() === '' ||
        (lacking.length > 0 && !key.endsWith('_zero')) ||
        [...own].some((name) => !allowed.has(name) && name !== 'count')
      )
    })
    expect(wrong.map(([key]) => key)).toEqual([])
  })
})

describe('the source', () => {
  const app = readSources('app')
  const english = interfaceTexts.languages.get('en') ?? new Map<string, string>()
  const stems = new Set(stemsOf(english, english))
  const namespaces = [...new Set([...stems].map((stem) => stem.split('.')[0]))].join('|')
  const isKey = new RegExp(`^(${namespaces})(\\.[\\w-]+)+$`)
  const literals = app.flatMap((file) =>
    findNodes(file.tree, ts.isStringLiteralLike)
      .filter((node) => isKey.test(node.text))
      .map((node) => ({ key: node.text, place: placeOf(file, node) })),
  )
  /** `studies.state.${state}` as a pattern that its keys match */
  const patterns = app.flatMap((file) =>
    findNodes(file.tree, ts.isTemplateExpression).flatMap((node) => {
      const parts = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)]
      // at least one word between dots: a pattern without any would match every key
      if (!/^[\w.-]*$/.test(parts.join('')) || !parts.some((part) => /^\w[\w-]+\.|\.\w[\w-]+\./.test(part))) return []
      const source = parts.map((part) => part.replace(/[.]/g, '\\.')).join('[\\w.-]+')
      return [
        {
          pattern: new RegExp(`^${source}$`),
          place: placeOf(file, node),
          isOwn: new RegExp(`^(${namespaces})\\.`).test(node.head.text),
        },
      ]
    }),
  )

  test('uses no text that is not there', () => {
    const isFile = (key: string) => /\.(json|csv|ts|tsx)$/.test(key)
    const missing = literals.filter(({ key }) => !stems.has(stemOf(key, english)) && !isFile(key))
    expect(missing.map(({ key, place }) => `${place} ${key}`)).toEqual([])
  })

  test('builds no text key that matches nothing', () => {
    const wrong = patterns.filter(({ pattern, isOwn }) => isOwn && ![...stems].some((stem) => pattern.test(stem)))
    expect(wrong.map(({ place, pattern }) => `${place} ${pattern.source}`)).toEqual([])
  })

  test('leaves no text unused', () => {
    const used = new Set(literals.map(({ key }) => key))
    const unused = [...stems].filter((stem) => !used.has(stem) && !patterns.some(({ pattern }) => pattern.test(stem)))
    expect(unused).toEqual([])
  })

  test('has no words of its own in pages', () => {
    const hasWords = (text: string) => /\p{L}{2,}/u.test(text.replace(/&\w+;/g, ''))
    const wrong = app
      .filter((file) => file.path.endsWith('.tsx'))
      .flatMap((file) => [
        ...findNodes(file.tree, ts.isJsxText)
          .filter((node) => hasWords(node.text))
          .map((node) => placeOf(file, node)),
        ...findNodes(file.tree, ts.isJsxAttribute)
          .filter(
            ({ name, initializer }) =>
              TEXT_ATTRIBUTES.test(name.getText(file.tree)) &&
              initializer &&
              ts.isStringLiteral(initializer) &&
              hasWords(initializer.text),
          )
          .map((node) => placeOf(file, node)),
      ])
    expect(wrong).toEqual([])
  })
})
