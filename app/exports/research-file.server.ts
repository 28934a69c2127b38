import type { Db } from '#app/db/database.server'
import { textsToShow } from '#app/disclosure/texts-to-show'
import { createTranslator } from '#app/i18n/create-translator'
import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import { textsOf } from '#app/i18n/languages'
import { cleanText } from '#app/instruments/clean-text'
import { codebookEntries } from '#app/instruments/codebook-entries'
import { type CodebookEntry, MISSING_CODES } from '#app/instruments/codebook-entry'
import { loadTemplate } from '#app/instruments/load-template.server'
import { scoreNames } from '#app/instruments/score-response'
import { type Template, templateText } from '#app/instruments/template'
import { type StoredResponse, streamWaveResponses } from '#app/responses/read-responses.server'
import { codebookColumns, codebookRows } from './codebook-rows'
import type { CsvRow } from './csv-row'
import { makePseudonym } from './pseudonym.server'
import { IDENTIFIERS, SCORE_PREFIX } from './response-columns'

export interface ResearchFile {
  columns: string[]
  /** one row per response, wave by wave, in an order that has nothing to do with when or in which order people answered */
  rows: AsyncIterable<CsvRow>
  codebookColumns: string[]
  codebook: CsvRow[]
}

/**
 * The de-identified answers of a study's published waves, with their codebook. No names, addresses, links or times;
 * persons, firms and relationships by codes that hold within the study.
 * @returns undefined where the workspace has no such study
 */
export async function openResearchFile(
  db: Db,
  workspaceId: string,
  studyId: string,
): Promise<ResearchFile | undefined> {
  const study = await db.study.findUnique({
    where: { workspaceId_id: { workspaceId, id: studyId } },
    include: { waves: { where: { workspaceId, state: 'published' }, orderBy: { number: 'asc' } } },
  })
  if (!study) return undefined
  const templates = await loadTemplates(db, [study, ...study.waves])
  const languages = [...new Set(templates.flatMap(languagesOf))]
  const entries = firstOfEach(
    templates.flatMap(({ instrument }) => codebookEntries(instrument, new Map())),
    ({ variable }) => variable,
  )
  const consents = entries.flatMap(({ variable, consent }) => (consent ? [{ item: variable, consent }] : []))
  const variables = entries.map((entry) => entry.variable)
  const scores = [...new Set(templates.flatMap(({ instrument }) => scoreNames(instrument)))]
  const key = study.pseudonymKey
  const placeOf = (relationshipId: string) => makePseudonym(key, 'relationship', relationshipId)

  async function* rows(): AsyncGenerator<CsvRow> {
    for (const wave of study?.waves ?? []) {
      const firmsOf = await readFirms(db, workspaceId, wave.id)
      for await (const responses of streamWaveResponses(db, { workspaceId, waveId: wave.id, placeOf })) {
        const maySee = textsToShow({ responses, consents, minimumGroupSize: wave.minimumGroupSize })
        const made = responses.map((response) => toRow(response, firmsOf, maySee))
        // sorted by pseudonym, as the relationships are: ids in the database come in the order of the invitations
        made.sort((a, b) => (String(a.response_id) < String(b.response_id) ? -1 : 1))
        for (const row of made) yield { study: study?.name, wave: wave.number, ...row }
      }
    }
  }

  function toRow(response: StoredResponse, firmsOf: FirmsByRelationship, maySee: TextsToShow): CsvRow {
    const firms = firmsOf.get(response.relationshipId)
    if (!firms) throw new Error(`the response ${response.id} is about a relationship that its wave does not have`)
    const partner = response.side === 'buyer' ? firms.supplierId : firms.buyerId
    return {
      response_id: makePseudonym(key, 'response', response.id),
      respondent_id: makePseudonym(key, 'person', response.participantId),
      relationship_id: placeOf(response.relationshipId),
      rater_organization_id: makePseudonym(key, 'organization', response.organizationId),
      partner_organization_id: makePseudonym(key, 'organization', partner),
      side: response.side,
      function: response.function,
      language: response.language,
      instrument: response.instrumentName,
      instrument_version: response.instrumentVersion,
      quality_flags: response.flags.join(' '),
      ...Object.fromEntries(entries.map((entry) => [entry.variable, toValue(entry, response, maySee)])),
      ...Object.fromEntries(scores.map((name) => [SCORE_PREFIX + name, response.scores[name]])),
    }
  }

  return {
    columns: [...IDENTIFIERS, ...variables, ...scores.map((name) => SCORE_PREFIX + name)],
    rows: rows(),
    codebookColumns: codebookColumns(languages),
    codebook: inOrder(
      templates.flatMap((template) => codebookRows(template.instrument, wordsOf(template, languages))),
      [...IDENTIFIERS, ...variables, ...scores.map((name) => SCORE_PREFIX + name)],
    ),
  }
}

/** What the waves of a study asked: its own instrument first, then those of pulses and onset waves. */
async function loadTemplates(
  db: Db,
  waves: readonly { workspaceId: string; instrumentName: string; instrumentVersion: number }[],
): Promise<Template[]> {
  const different = firstOfEach(waves, (wave) => `${wave.instrumentName}@${wave.instrumentVersion}`)
  const templates: Template[] = []
  for (const wave of different) templates.push(await loadTemplate(db, wave))
  return templates
}

function firstOfEach<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  const first = new Map<string, Row>()
  for (const row of rows) if (!first.has(keyOf(row))) first.set(keyOf(row), row)
  return [...first.values()]
}

/** The rows of the columns, one for each; where several instruments ask the same, as the first one words it. */
function inOrder(rows: readonly CsvRow[], columns: readonly string[]): CsvRow[] {
  const first = firstOfEach(rows, ({ variable }) => String(variable))
  const place = new Map(columns.map((column, number) => [column, number]))
  const placeOf = ({ variable }: CsvRow) => place.get(String(variable)) ?? columns.length
  return first.sort((a, b) => placeOf(a) - placeOf(b))
}

function wordsOf(template: Template, languages: readonly string[]) {
  return new Map(
    languages.map((language) => [
      language,
      {
        text: templateText(template, language),
        t: createTranslator(language, textsOf(language), textsOf(FALLBACK_LANGUAGE)).t,
      },
    ]),
  )
}

/** The language that every instrument has comes first. */
function languagesOf({ texts }: Template): string[] {
  const others = [...texts.keys()].filter((language) => language !== FALLBACK_LANGUAGE)
  return [FALLBACK_LANGUAGE, ...others]
}

type TextsToShow = ReturnType<typeof textsToShow>

/** An answer as data files hold it. A text is there where its author allowed it, and enough others did. */
function toValue(
  { variable, kind, codes, consent }: CodebookEntry,
  { answers, side }: StoredResponse,
  maySee: TextsToShow,
): string | number | null {
  const answer = answers[variable]
  if (answer === undefined) return null
  if (typeof answer === 'object') return MISSING_CODES[answer.missing]
  if (consent && (answers[consent] !== 1 || !maySee(side, variable))) return null
  if (kind === 'text') return cleanText(String(answer))
  return codes ? (codes[answer] ?? null) : answer
}

type FirmsByRelationship = Map<string, { buyerId: string; supplierId: string }>

async function readFirms(db: Db, workspaceId: string, waveId: string): Promise<FirmsByRelationship> {
  const relationships = await db.relationship.findMany({
    where: { workspaceId, assignments: { some: { workspaceId, waveId } } },
    select: { id: true, buyerId: true, supplierId: true },
  })
  return new Map(relationships.map(({ id, ...firms }) => [id, firms]))
}
