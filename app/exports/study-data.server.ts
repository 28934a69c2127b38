import { createSecretKey, type KeyObject } from 'node:crypto'
import type { Db } from '#app/db/database.server'
import type { Wave } from '#app/db/generated/client'
import { textsToShow } from '#app/disclosure/texts-to-show'
import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import { remembered } from '#app/i18n/remembered'
import { translateTo } from '#app/i18n/texts-of'
import type { Answer } from '#app/instruments/answers'
import { cleanText } from '#app/instruments/clean-text'
import { codebookEntries } from '#app/instruments/codebook-entries'
import { type CodebookEntry, MISSING_CODES } from '#app/instruments/codebook-entry'
import { loadTemplate } from '#app/instruments/load-template.server'
import { scoreNames } from '#app/instruments/score-response'
import type { Template } from '#app/instruments/template'
import { EVERYTHING, type Within } from '#app/people/find-reach.server'
import {
  type AnsweredRelationship,
  type StoredResponse,
  streamWaveResponses,
} from '#app/responses/read-responses.server'
import { type FunctionWeights, functionWeights } from '#app/studies/function-weights'
import type { Dataset, Value, Variable } from './dataset'
import { openEvidence } from './evidence-data.server'
import { type Generalised, generalise, K_ANONYMITY } from './generalise'
import { openIndices } from './indices-data.server'
import { madeOf } from './pages'
import { openParadata } from './paradata-data.server'
import { makePseudonym } from './pseudonym.server'
import { readQuasiCells } from './quasi-cells.server'
import { makeNameRemover, REMOVED } from './remove-names'
import {
  type AskedTemplate,
  answerVariables,
  type IDENTIFIERS,
  identifierVariables,
  makeVariable,
  scoreVariables,
  wordsIn,
} from './response-variables'
import type { Shape } from './shapes'
import type { TableSource } from './table-source'
import { readUntoldSides } from './untold-sides.server'

export interface StudyData extends Readonly<Record<Shape, () => Promise<Dataset>>> {
  name: string
  /** what the survey is for, in the words of who set it up; empty where nothing was said */
  purpose: string
  /** what answers of functions weigh in published values */
  functionWeights: FunctionWeights
  /** published waves, the first one first */
  waves: readonly Wave[]
  /** those of which a file may tell what was computed over all sides */
  wholeWaves: readonly Wave[]
  /** what the waves asked, the study's own instrument first */
  asked: readonly AskedTemplate[]
  languages: readonly string[]
  /** what the tables are made from; it holds the key of the pseudonyms, which leaves with no file */
  source: TableSource
  /** what was changed to keep people from being known; complete when the rows of a table have been read */
  changes: DisclosureChanges
}

export interface DisclosureChanges {
  k: number
  /** combinations of side, function and category of which less is told than was recorded, by what is not told */
  generalised: Generalised['changed']
  /** of the table that was read last */
  textsHeldBack: number
  namesRemoved: number
}

/**
 * The de-identified answers of a study's published waves, with their codebook. No names, addresses, links or times;
 * persons, firms and relationships by codes that hold within the study; side, function and category only where at least five
 * people share them; rows in an order that has nothing to do with when or in which order people answered.
 * @param within what of the released values the reader sees
 * @returns undefined where the workspace has no such study
 */
export async function openStudyData(
  db: Db,
  workspaceId: string,
  studyId: string,
  within: Within = EVERYTHING,
): Promise<StudyData | undefined> {
  const study = await db.study.findUnique({
    where: { workspaceId_id: { workspaceId, id: studyId } },
    include: { waves: { where: { workspaceId, state: 'published', isTrial: false }, orderBy: { number: 'asc' } } },
  })
  if (!study) return undefined
  const { waves, name } = study
  const key = createSecretKey(study.pseudonymKey)
  const waveIds = waves.map(({ id }) => id)
  const asked = await loadAsked(db, study)
  const languages = [...new Set(asked.flatMap(({ template }) => languagesOf(template)))]
  const translators = new Map(languages.map((language) => [language, translateTo(language)]))
  const entries = new Map<string, CodebookEntry>()
  for (const { template } of asked)
    for (const entry of codebookEntries(template.instrument, new Map()))
      if (!entries.has(entry.variable)) entries.set(entry.variable, entry)
  const scores = [...new Set(asked.flatMap(({ template }) => scoreNames(template.instrument)))]

  const cells = await readQuasiCells(db, { workspaceId, waveIds })
  const quasi = generalise(cells)
  const changes: DisclosureChanges = { k: K_ANONYMITY, generalised: quasi.changed, textsHeldBack: 0, namesRemoved: 0 }

  const widths = {
    study: Buffer.byteLength(name),
    category: Math.max(1, ...cells.map(({ category }) => Buffer.byteLength(category))),
  }
  const weights = functionWeights(study.functionWeights)
  const identifiers = identifierVariables(translators, widths, weights)
  const answers = answerVariables(asked, translators)
  const textWidths = () => readTextWidths(db, { workspaceId, waveIds }, [...entries.values()])
  const read = { db, workspaceId, key, name, waves, quasi, entries: [...entries.values()], changes }
  const common = { languages, title: wordsIn(translators, () => name) }
  const long = longVariables(answers, translators)
  const source: TableSource = { db, workspaceId, key, name, waves, translators, ...common }
  const untold = Object.keys(weights).length === 0 ? undefined : await readUntoldSides(source, quasi.shownOf)
  return {
    wholeWaves: waves.filter(({ number }) => !untold?.waves.has(number)),
    ...{ name, purpose: study.purpose, functionWeights: weights, waves, asked, languages, source, changes },
    indices: () => openIndices(source, within, untold?.isUntold),
    evidence: () => openEvidence(source),
    paradata: () => openParadata(source),
    wide: async () => ({
      ...{
        ...common,
        name: 'responses-wide',
        rowCount: await db.response.count({ where: { workspaceId, waveId: { in: waveIds } } }),
      },
      variables: [...identifiers, ...answers, ...scoreVariables(asked, translators)],
      textWidths,
      async *pages() {
        for await (const page of readResponses(read, scores))
          yield madeOf(page, ({ identifiers: own, response, textOf }) => [
            [
              ...own,
              ...read.entries.map((entry, at) => answerOf(entry, response.answers[at], textOf)),
              ...response.scores,
            ],
          ])
      },
    }),
    long: async () => ({
      ...{ ...common, name: 'responses-long', variables: [...identifiers, ...long] },
      rowCount: await countAnswers(db, { workspaceId, waveIds }, [...entries.keys()]),
      textWidths: async () => new Map([['text', Math.max(WIDTH_STEP, ...(await textWidths()).values())]]),
      async *pages() {
        for await (const page of readResponses(read, []))
          yield madeOf(page, ({ identifiers: own, response, textOf }) =>
            read.entries.flatMap((entry, at) => {
              const answer = response.answers[at] ?? null
              if (answer === null) return []
              const value = answerOf(entry, answer, textOf)
              const isText = entry.kind === 'text'
              return [[...own, entry.variable, isText ? null : value, isText ? value : null]]
            }),
          )
      },
    }),
  }
}

function longVariables(answers: readonly Variable[], translators: Parameters<typeof wordsIn>[0]): Variable[] {
  const label = (name: string) => wordsIn(translators, (t) => t(`exports.long.${name}`))
  const reasons = new Map(answers.flatMap(({ missing }) => missing.map((one) => [one.value, one] as const)))
  return [
    makeVariable({
      ...{
        name: 'variable',
        kind: 'identifier',
        type: 'text',
        measure: 'nominal',
        width: 48,
        label: label('variable'),
      },
      values: answers.map((one) => ({ value: one.name, label: one.label })),
    }),
    makeVariable({
      ...{ name: 'value', kind: 'answer', type: 'decimal', measure: 'scale', label: label('value') },
      missing: [...reasons.values()].sort((a, b) => b.value - a.value),
    }),
    makeVariable({ name: 'text', kind: 'text', type: 'text', measure: 'nominal', label: label('text') }),
  ]
}

interface ReadInput {
  db: Db
  workspaceId: string
  key: KeyObject
  name: string
  waves: readonly Wave[]
  quasi: Generalised
  entries: readonly CodebookEntry[]
  changes: DisclosureChanges
}

/** A value for each of `IDENTIFIERS`. */
type Identifiers = ValuesOf<typeof IDENTIFIERS>
type ValuesOf<Columns extends readonly string[]> = { [Place in keyof Columns]: Value }

interface ReadResponse {
  /** its answers in the order of the entries */
  response: StoredResponse
  identifiers: Identifiers
  /** a text as it may be told, null where it is held back */
  textOf: (entry: CodebookEntry) => string | null
}

async function* readResponses(input: ReadInput, scores: readonly string[]): AsyncGenerator<Iterable<ReadResponse>> {
  const { db, key, name, waves, quasi, entries, changes } = input
  // names only where there are texts
  const hasTexts = entries.some(({ kind }) => kind === 'text')
  const remover = makeNameRemover(hasTexts ? await readNames(db, input.workspaceId) : [])
  changes.textsHeldBack = 0
  changes.namesRemoved = 0
  // a tick that allows to show a text is asked for with it, and is no variable of its own
  const answers = entries.map(({ variable }) => variable).concat(entries.flatMap(({ consent }) => consent ?? []))
  const placeOfAnswer = new Map(answers.map((variable, at) => [variable, at]))
  const answerTo = (response: StoredResponse, variable: string) => response.answers[placeOfAnswer.get(variable) ?? -1]
  const consents = entries.flatMap(({ variable, consent }) => (consent ? [{ item: variable, consent }] : []))
  // firms come again and again, and there are few of them beside answers
  const firmOf = remembered((id: string) => makePseudonym(key, 'organization', id))
  const placeOf = (id: string) => makePseudonym(key, 'relationship', id)

  const readable = (wave: Wave, about: AnsweredRelationship): ReadResponse[] => {
    const { responses, buyerId, supplierId, category, place: relationship } = about
    const { minimumGroupSize } = wave
    const maySee = textsToShow({ responses, answerTo, consents, minimumGroupSize })
    // sorted by code, as the relationships are: ids in the database come in the order of the invitations
    return responses
      .map((response) => ({ response, code: makePseudonym(key, 'response', response.id) }))
      .sort((a, b) => (a.code < b.code ? -1 : 1))
      .map(({ response, code }) => {
        const { side, function: own, participantId } = response
        const shown = quasi.shownOf({ side, function: own, category: category[side] })
        // a row, not an object by name: this is done for all that was ever answered
        const identifiers: Identifiers = [
          name,
          wave.number,
          code,
          makePseudonym(key, 'person', participantId),
          relationship,
          firmOf(side === 'buyer' ? buyerId : supplierId),
          firmOf(side === 'buyer' ? supplierId : buyerId),
          shown.side || null,
          shown.function || null,
          shown.category || null,
          response.language,
          response.instrumentName,
          response.instrumentVersion,
          response.flags.join(' ') || null,
        ]
        const textOf = ({ variable, consent }: CodebookEntry) => {
          const answer = answerTo(response, variable)
          if (typeof answer !== 'string' || answer.trim() === '') return null
          if (consent && (answerTo(response, consent) !== 1 || !maySee(side, variable))) {
            changes.textsHeldBack += 1
            return null
          }
          const { text, removed } = remover.remove(cleanText(answer))
          changes.namesRemoved += removed
          return text
        }
        return { response, identifiers, textOf }
      })
  }
  for (const wave of waves) {
    const { workspaceId, id: waveId } = wave
    for await (const page of streamWaveResponses(db, { workspaceId, waveId, placeOf, answers, scores }))
      yield madeOf(page, (about) => readable(wave, about))
  }
}

/** An answer as data files hold it. */
function answerOf(
  entry: CodebookEntry,
  answer: Answer | null | undefined,
  textOf: (entry: CodebookEntry) => string | null,
): Value {
  if (entry.kind === 'text') return textOf(entry)
  if (answer === undefined || answer === null) return null
  if (typeof answer === 'object') return MISSING_CODES[answer.missing]
  return entry.codes ? (entry.codes[answer] ?? null) : answer
}

/** What the waves of a study asked: its own instrument first, then those of pulses and onset waves. */
async function loadAsked(
  db: Db,
  study: { workspaceId: string; instrumentName: string; instrumentVersion: number; waves: readonly Wave[] },
): Promise<AskedTemplate[]> {
  const asked = new Map<string, { template: Template; waves: number[] }>()
  for (const one of [study, ...study.waves]) {
    const key = `${one.instrumentName}@${one.instrumentVersion}`
    const own = asked.get(key) ?? { template: await loadTemplate(db, one), waves: [] }
    asked.set(key, own)
    if ('number' in one) own.waves.push(one.number)
  }
  return [...asked.values()]
}

/** The language that every instrument has comes first. */
function languagesOf({ texts }: Template): string[] {
  const others = [...texts.keys()].filter((language) => language !== FALLBACK_LANGUAGE)
  return [FALLBACK_LANGUAGE, ...others]
}

async function readNames(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT p.name FROM participant p WHERE p.workspace_id = ${workspaceId}::uuid
    UNION SELECT o.name FROM organization o WHERE o.workspace_id = ${workspaceId}::uuid
    UNION SELECT s.contact_name FROM study s WHERE s.workspace_id = ${workspaceId}::uuid`
  return rows.map(({ name }) => name)
}

/** Widths of texts are a multiple of it, so that none says how long a text is that is held back. */
const WIDTH_STEP = 64

/** Bytes that hold the longest text of each variable, with room for what stands where names are taken out. */
async function readTextWidths(
  db: Db,
  { workspaceId, waveIds }: { workspaceId: string; waveIds: readonly string[] },
  entries: readonly CodebookEntry[],
): Promise<Map<string, number>> {
  const names = entries.flatMap(({ variable, kind }) => (kind === 'text' ? [variable] : []))
  const rows = await db.$queryRaw<{ name: string; width: number | null }[]>`
    SELECT n.name, max(octet_length(r.answers->>n.name))::int AS width
    FROM response r CROSS JOIN unnest(${names}::text[]) AS n(name)
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = ANY(${waveIds}::uuid[]) GROUP BY n.name`
  const most = Buffer.byteLength(REMOVED)
  return new Map(rows.map(({ name, width }) => [name, WIDTH_STEP * Math.ceil(((width ?? 0) * most + 1) / WIDTH_STEP)]))
}

async function countAnswers(
  db: Db,
  { workspaceId, waveIds }: { workspaceId: string; waveIds: readonly string[] },
  variables: readonly string[],
): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM response r CROSS JOIN jsonb_object_keys(r.answers) AS k(name)
    WHERE r.workspace_id = ${workspaceId}::uuid AND r.wave_id = ANY(${waveIds}::uuid[]) AND k.name = ANY(${variables}::text[])`
  return row?.count ?? 0
}
