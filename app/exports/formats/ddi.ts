import type { Variable, Words } from '#app/exports/dataset'
import type { DescribedTable, StudyDescription } from '#app/exports/study-description'
import { escapeXml } from './xml-text'

/** Variables say by this in which file they stand. */
const fileId = (table: number) => `F${table + 1}`

/**
 * The codebook as DDI-Codebook 2.5: the study, a file for each table, each variable with wording, codes and what stands in it, in
 * every language by `xml:lang`. In the order that the schema asks for.
 *
 * Source: DDI Alliance, DDI-Codebook 2.5, https://ddialliance.org/Specification/DDI-Codebook/2.5/
 */
export function* writeDdi(study: StudyDescription): Generator<string> {
  const date = study.madeAt.toISOString().slice(0, 10)
  const [first = 'en'] = study.languages
  const citation = element('citation', {}, [
    element('titlStmt', {}, [text('titl', study.title)]),
    element('rspStmt', {}, [text('AuthEnty', study.publisher)]),
    element('prodStmt', {}, [
      text('producer', study.publisher),
      text('prodDate', date, { date }),
      text('software', 'Thiqa'),
    ]),
  ])
  yield '<?xml version="1.0" encoding="UTF-8"?>\n'
  yield `<codeBook xmlns="ddi:codebook:2_5" version="2.5" xml:lang="${escapeXml(first)}">\n`
  yield element('docDscr', {}, [citation])
  yield element('stdyDscr', {}, [
    citation,
    element('stdyInfo', {}, [
      ...(study.purpose ? [text('abstract', study.purpose)] : []),
      element('sumDscr', {}, [
        text('anlyUnit', 'one side of a relationship between a supplier and a buyer'),
        text('dataKind', 'survey data'),
      ]),
    ]),
    element('method', {}, [
      element('dataColl', {}, [
        text('timeMeth', `waves: ${study.waves.join(' ')}`),
        text('collMode', 'self-administered questionnaire: web-based'),
      ]),
    ]),
    element(
      'dataAccs',
      {},
      study.languages.map((language) =>
        element('useStmt', { 'xml:lang': language }, [
          ...inLanguages('confDec', only(study.confidentiality, language)),
          ...inLanguages('conditions', only(study.conditions, language)),
        ]),
      ),
    ),
  ])
  for (const [place, { dataset, path, content }] of study.tables.entries())
    yield element(
      'fileDscr',
      { ID: fileId(place), URI: path },
      // what a file holds can be said once in a description of it: so there is one in each language
      study.languages.map((language) =>
        element('fileTxt', { 'xml:lang': language }, [
          text('fileName', path),
          ...inLanguages('fileCont', only(content, language)),
          element('dimensns', {}, [
            text('caseQnty', String(dataset.rowCount)),
            text('varQnty', String(dataset.variables.length)),
          ]),
          text('fileType', 'text/csv', { charset: 'UTF-8' }),
        ]),
      ),
    )
  yield '<dataDscr>\n'
  for (const [place, table] of study.tables.entries())
    for (const [column, variable] of table.dataset.variables.entries())
      yield variableElement(variable, {
        id: `V${place + 1}_${column + 1}`,
        files: fileId(place),
        summary: table.summary?.[column],
      })
  yield '</dataDscr>\n</codeBook>\n'
}

interface Place {
  id: string
  files: string
  summary: NonNullable<DescribedTable['summary']>[number] | undefined
}

const NATURES = { nominal: 'nominal', ordinal: 'ordinal', scale: 'interval' } as const

function variableElement(variable: Variable, { id, files, summary }: Place): string {
  const { name, type, measure, values, missing, minimum, maximum, unit, isReversed } = variable
  const isNumber = type !== 'text'
  const range = {
    UNITS: type === 'integer' ? 'INT' : 'REAL',
    ...(minimum !== undefined && { min: String(minimum) }),
    ...(maximum !== undefined && { max: String(maximum) }),
  }
  const hasRange = isNumber && (minimum !== undefined || maximum !== undefined)
  const wording = inLanguages('qstnLit', variable.question)
  const counted = summary && [
    ['vald', summary.valid],
    ['invd', summary.invalid],
    ['min', summary.minimum],
    ['max', summary.maximum],
    ['mean', summary.mean],
    ['stdev', summary.sd],
  ]
  return element(
    'var',
    {
      ...{ ID: id, name, files, intrvl: type === 'decimal' ? 'contin' : 'discrete' },
      ...(unit?.en && { measUnit: unit.en }),
      nature: NATURES[measure],
      representationType: values.length > 0 ? 'code' : isNumber ? 'numeric' : 'text',
    },
    [
      ...inLanguages('labl', variable.label),
      ...(wording.length > 0 ? [element('qstn', {}, wording)] : []),
      ...(hasRange ? [element('valrng', {}, [empty('range', range)])] : []),
      ...(missing.length > 0
        ? [
            element(
              'invalrng',
              {},
              missing.map(({ value }) => empty('item', { UNITS: 'INT', VALUE: String(value) })),
            ),
          ]
        : []),
      ...(variable.universe ? [text('universe', variable.universe)] : []),
      ...(counted ?? []).flatMap(([kind, value]) =>
        value === undefined ? [] : [text('sumStat', String(value), { type: String(kind) })],
      ),
      ...inLanguages('txt', variable.note),
      ...[values, missing].flatMap((meanings, isMissing) =>
        meanings.map(({ value, label }) =>
          element('catgry', { missing: isMissing ? 'Y' : 'N' }, [
            text('catValu', String(value)),
            ...inLanguages('labl', label),
          ]),
        ),
      ),
      ...(variable.construct ? [text('concept', variable.construct)] : []),
      empty('varFormat', { type: isNumber ? 'numeric' : 'character' }),
      ...Object.entries({
        kind: variable.kind,
        reversed: variable.construct && variable.question.en ? (isReversed ? 'yes' : 'no') : '',
        source: variable.source,
        'catalogue-code': variable.code,
        instruments: variable.instruments.join(' '),
        waves: variable.waves.join(' '),
      }).flatMap(([subject, said]) => (said ? [text('notes', said, { type: 'thiqa', subject })] : [])),
    ],
  )
}

type Attributes = Readonly<Record<string, string>>

function open(name: string, attributes: Attributes): string {
  return `<${name}${Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
    .join('')}`
}

const empty = (name: string, attributes: Attributes) => `${open(name, attributes)}/>\n`
const text = (name: string, content: string, attributes: Attributes = {}) =>
  `${open(name, attributes)}>${escapeXml(content)}</${name}>\n`
const element = (name: string, attributes: Attributes, children: readonly string[]) =>
  `${open(name, attributes)}>\n${children.join('')}</${name}>\n`

const only = (words: Words, language: string): Words => {
  const said = words[language]
  return said === undefined ? {} : { [language]: said }
}

/** The same element once in each language that has words for it. */
function inLanguages(name: string, words: Words): string[] {
  return Object.entries(words).flatMap(([language, said]) => (said ? [text(name, said, { 'xml:lang': language })] : []))
}
