import { createHash, randomBytes } from 'node:crypto'
import { v7 as makeId } from 'uuid'
import type { Db } from '#app/db/database.server'
import type { Prisma, PrismaClient } from '#app/db/generated/client'
import { inBatches } from '#app/db/in-batches'
import type { Instrument } from '#app/instruments/instrument-schema'
import { scoreResponse } from '#app/instruments/score-response'
import type { JobQueue } from '#app/jobs/queue.server'
import type { AuditActor } from '#app/people/audit/audit-event'
import { recordEvent } from '#app/people/audit/record-event.server'
import type { ImportProblem } from '#app/relationships/parse-import'
import { createStudy } from '#app/studies/create-study.server'
import type { StudyForm } from '#app/studies/study-form'
import type { HistoryForm } from './history-form'
import type { HistoryRelationship, HistoryResponse, ParsedHistory } from './parse-history'

export interface HistoryInput {
  workspaceId: string
  parsed: ParsedHistory
  form: HistoryForm
  study: StudyForm
  now: Date
}

export interface HistoryPlan {
  problems: ImportProblem[]
  counts: { waves: number; responses: number; people: number; relationships: number; organizations: number }
  /** when each wave ended, by its number */
  days: ReadonlyMap<number, Date>
  /** of relationships that the tables name, and those that are stored under their codes */
  relationships: ReadonlyMap<string, HistoryRelationship & { id?: string }>
  organizations: ReadonlyMap<string, string>
  /** by the person's mark */
  people: ReadonlyMap<string, HistoryPerson>
}

interface HistoryPerson {
  id: string
  isKnown: boolean
  email: string
  /** code of the firm */
  organization: string
  name: string
  function: string
}

const BATCH = 1000
const ADDRESS = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/

/** The same person under the same code of the same firm; in another study, too. */
const markOf = (firm: string, respondent: string) => JSON.stringify([firm, respondent])
const firmOf = ({ buyer, supplier }: HistoryRelationship, side: HistoryResponse['side']) =>
  side === 'buyer' ? buyer : supplier

/** What bringing an earlier study here would do, compared with what is stored. Changes nothing. */
export async function planHistory(
  db: Db,
  { workspaceId, parsed, form, study, now }: HistoryInput,
): Promise<HistoryPlan> {
  const problems = [...parsed.problems]
  const relationships = await findRelationships(db, workspaceId, parsed, problems)
  const days = new Map(parsed.waves.map((wave) => [wave, dayOf(form, wave - (parsed.waves[0] ?? 0))]))
  for (const [wave, day] of days) {
    const kept = new Date(day)
    kept.setUTCMonth(kept.getUTCMonth() + study.retentionMonths)
    const reason = day >= now ? 'future' : kept <= now ? 'too-old' : undefined
    if (reason) problems.push({ line: 1, code: `history.problem.${reason}`, values: { wave: String(wave) } })
  }
  if (parsed.responses.length === 0 && problems.length === 0)
    problems.push({ line: 1, code: 'history.problem.nothing' })
  const people = await findPeople(db, workspaceId, parsed.responses, relationships, problems)
  const codes = [...new Set([...relationships.values()].flatMap(({ buyer, supplier }) => [buyer, supplier]))]
  const stored = await db.organization.findMany({
    where: { workspaceId, code: { in: codes } },
    select: { id: true, code: true },
  })
  const organizations = new Map(stored.map(({ id, code }) => [code, id]))
  return {
    ...{ problems, days, relationships, organizations, people },
    counts: {
      ...{ waves: parsed.waves.length, responses: parsed.responses.length, people: people.size },
      ...{ relationships: relationships.size, organizations: codes.length },
    },
  }
}

function dayOf({ firstDay, monthsBetween }: HistoryForm, waves: number): Date {
  const day = new Date(firstDay)
  day.setUTCMonth(day.getUTCMonth() + waves * monthsBetween)
  return day
}

async function findRelationships(
  db: Db,
  workspaceId: string,
  { responses, relationships: told }: ParsedHistory,
  problems: ImportProblem[],
): Promise<Map<string, HistoryRelationship & { id?: string }>> {
  const firstLines = new Map<string, number>()
  for (const { relationship, line } of responses) if (!firstLines.has(relationship)) firstLines.set(relationship, line)
  const found = new Map<string, HistoryRelationship & { id?: string }>()
  const stored = new Map<string, { id: string; buyer: string; supplier: string; category: string }>()
  for (const batch of inBatches([...firstLines.keys()], 5000)) {
    const rows = await db.relationship.findMany({
      where: { workspaceId, code: { in: batch } },
      select: {
        id: true,
        code: true,
        category: true,
        buyer: { select: { code: true } },
        supplier: { select: { code: true } },
      },
    })
    for (const { id, code, category, buyer, supplier } of rows)
      stored.set(code, { id, category, buyer: buyer.code, supplier: supplier.code })
  }
  for (const [code, line] of firstLines) {
    const own = told.get(code)
    const known = stored.get(code)
    if (known && own && (known.buyer !== own.buyer || known.supplier !== own.supplier))
      problems.push({ line, code: 'history.problem.other-firms', found: code })
    else if (known) found.set(code, { line, code, ...known })
    else if (own && own.buyer === own.supplier) problems.push({ line, code: 'history.problem.same-firm', found: code })
    else if (own) found.set(code, own)
    else problems.push({ line, code: 'history.problem.unknown-relationship', found: code })
  }
  return found
}

async function findPeople(
  db: Db,
  workspaceId: string,
  responses: readonly HistoryResponse[],
  relationships: ReadonlyMap<string, HistoryRelationship>,
  problems: ImportProblem[],
): Promise<Map<string, HistoryPerson>> {
  const people = new Map<string, HistoryPerson & { line: number }>()
  for (const { relationship: code, side, respondent, function: own, line } of responses) {
    const relationship = relationships.get(code)
    if (!relationship) continue
    const organization = firmOf(relationship, side)
    const mark = markOf(organization, respondent)
    if (people.has(mark)) continue
    const isAddress = ADDRESS.test(respondent) && respondent.length <= 254
    const hash = createHash('sha256').update(mark).digest('hex').slice(0, 24)
    people.set(mark, {
      // a domain that no mail can reach (RFC 2606); they are never asked anything either
      ...{ id: makeId(), isKnown: false, email: isAddress ? respondent.toLowerCase() : `${hash}@imported.invalid` },
      ...{ organization, name: respondent.slice(0, 120), function: own, line },
    })
  }
  const byEmail = new Map<string, HistoryPerson & { line: number }>()
  for (const person of people.values()) {
    if (byEmail.has(person.email))
      problems.push({ line: person.line, code: 'imports.problem.other-organization', found: person.organization })
    byEmail.set(person.email, person)
  }
  for (const batch of inBatches([...byEmail.keys()], 5000)) {
    const rows = await db.participant.findMany({
      where: { workspaceId, email: { in: batch } },
      select: { id: true, email: true, organization: { select: { code: true } } },
    })
    for (const { id, email, organization } of rows) {
      const person = byEmail.get(email)
      if (!person) continue
      if (person.organization !== organization.code)
        problems.push({ line: person.line, code: 'imports.problem.other-organization', found: person.organization })
      Object.assign(person, { id, isKnown: true })
    }
  }
  return people
}

type ImportHistoryResult =
  | { ok: true; studyId: string }
  | { ok: false; plan: HistoryPlan }
  | { ok: false; reason: 'name-taken' | 'unknown-instrument' }

/**
 * Brings an earlier study here, whole or not at all: firms, relationships and people that are not there yet (none of whom is ever
 * asked anything because of it), the study, and its waves with their answers, marked as imported and closed. They are then
 * published like any other, the first one first.
 */
export function importHistory(
  { prisma, queue }: { prisma: PrismaClient; queue: JobQueue },
  input: HistoryInput & { instrument: Instrument; language: string; actor: AuditActor },
): Promise<ImportHistoryResult> {
  const { workspaceId, study: form, actor } = input
  return prisma.$transaction(
    async (tx) => {
      const plan = await planHistory(tx, input)
      if (plan.problems.length > 0) return { ok: false, plan }
      const created = await createStudy(tx, workspaceId, form)
      if (!created.ok) return created
      const { studyId } = created
      const relationships = await writePlaces(tx, workspaceId, plan)
      await tx.studyRelationship.createMany({
        data: [...relationships.values()].map((relationshipId) => ({ workspaceId, studyId, relationshipId })),
      })
      let last = ''
      for (const number of input.parsed.waves)
        last = await writeWave(tx, input, plan, { studyId, number, relationships })
      await queue.enqueue(tx, 'publish-wave', { workspaceId, waveId: last })
      const { responses, people } = plan.counts
      const told = { objectKind: 'study', objectId: studyId, details: { responses, people } } as const
      await recordEvent(tx, actor, { action: 'study-imported', ...told })
      return { ok: true, studyId }
    },
    { timeout: 300_000, maxWait: 30_000 },
  )
}

/** Firms, relationships and people that are not there yet. @returns ids of the relationships by code */
async function writePlaces(
  tx: Prisma.TransactionClient,
  workspaceId: string,
  { relationships, organizations, people }: HistoryPlan,
): Promise<Map<string, string>> {
  const firms = new Map(organizations)
  const added = [...new Set([...relationships.values()].flatMap(({ buyer, supplier }) => [buyer, supplier]))]
    .filter((code) => !firms.has(code))
    .map((code) => ({ workspaceId, id: makeId(), code, name: code }))
  for (const { code, id } of added) firms.set(code, id)
  await tx.organization.createMany({ data: added })
  const idOf = (code: string) => firms.get(code) ?? ''
  const made = [...relationships.values()].map(({ id, ...one }) => ({ ...one, id: id ?? makeId(), isNew: !id }))
  await tx.relationship.createMany({
    data: made
      .filter(({ isNew }) => isNew)
      .map(({ id, code, buyer, supplier, category }) => ({
        ...{ workspaceId, id, code, category, buyerId: idOf(buyer), supplierId: idOf(supplier) },
      })),
  })
  const unknown = [...people.values()].filter(({ isKnown }) => !isKnown)
  for (const batch of inBatches(unknown, BATCH))
    await tx.participant.createMany({
      data: batch.map(({ id, email, name, organization, function: own }) => ({
        ...{ workspaceId, id, email, name, organizationId: idOf(organization) },
        ...{ function: own, language: 'en', active: false },
      })),
    })
  return new Map(made.map(({ code, id }) => [code, id]))
}

interface WaveToWrite {
  studyId: string
  number: number
  relationships: ReadonlyMap<string, string>
}

/** @returns the wave's id */
async function writeWave(
  tx: Prisma.TransactionClient,
  { workspaceId, parsed, study, instrument, language }: HistoryInput & { instrument: Instrument; language: string },
  plan: HistoryPlan,
  { studyId, number, relationships }: WaveToWrite,
): Promise<string> {
  const closedAt = plan.days.get(number) ?? new Date(0)
  const stored = await tx.study.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id: studyId } } })
  const { id: waveId } = await tx.wave.create({
    data: {
      ...{ workspaceId, studyId, number, isImported: true, state: 'open' },
      ...{ instrumentName: stored.instrumentName, instrumentVersion: stored.instrumentVersion },
      ...{ audience: stored.audience, minimumGroupSize: stored.minimumGroupSize, purpose: stored.purpose },
      ...{ retentionMonths: study.retentionMonths, healthWeights: stored.healthWeights ?? {} },
      functionWeights: stored.functionWeights ?? {},
      // nobody knows when it began: the day before it ended
      ...{ openedAt: new Date(closedAt.getTime() - 86_400_000), closesAt: closedAt },
    },
  })
  const personOf = ({ relationship, side, respondent }: HistoryResponse) => {
    const about = plan.relationships.get(relationship)
    const person = about && plan.people.get(markOf(firmOf(about, side), respondent))
    if (!person) throw new Error('an answer of an earlier study is of nobody whom its plan knows')
    return person
  }
  const responses = parsed.responses.filter(({ wave }) => wave === number)
  const invitations = new Map<string, string>()
  for (const response of responses) {
    const { id } = personOf(response)
    if (!invitations.has(id)) invitations.set(id, makeId())
  }
  for (const batch of inBatches([...invitations], BATCH))
    await tx.invitation.createMany({
      data: batch.map(([participantId, id]) => ({
        ...{ workspaceId, id, waveId, participantId, language },
        // of a link that nobody was ever given
        tokenHash: new Uint8Array(randomBytes(32)),
      })),
    })
  const rows = responses.map((response, position) => {
    const { relationship, side, answers, function: own } = response
    const place = { workspaceId, id: makeId(), waveId, relationshipId: relationships.get(relationship) ?? '', side }
    return {
      assignment: { ...place, invitationId: invitations.get(personOf(response).id) ?? '', position },
      response: {
        ...{ ...place, function: own, language, submittedAt: closedAt },
        ...{ instrumentName: instrument.name, instrumentVersion: instrument.version },
        ...{ answers: answers as Prisma.InputJsonObject, scores: scoreResponse(instrument, answers) },
      },
    }
  })
  for (const batch of inBatches(rows, BATCH)) {
    await tx.assignment.createMany({ data: batch.map(({ assignment }) => assignment) })
    await tx.response.createMany({ data: batch.map(({ response }) => response) })
  }
  await tx.wave.update({
    where: { workspaceId_id: { workspaceId, id: waveId } },
    data: { state: 'closed', closedAt },
  })
  return waveId
}
