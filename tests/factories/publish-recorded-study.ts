import { createHash } from 'node:crypto'
import { v7 as makeId } from 'uuid'
import type { PrismaClient } from '#app/db/generated/client'
import { inBatches } from '#app/db/in-batches'
import { publishWave } from '#app/disclosure/publish-wave.server'
import type { Answers } from '#app/instruments/answers'
import type { Instrument } from '#app/instruments/instrument-schema'
import { parseAnswers } from '#app/instruments/parse-answers'
import { scoreResponse } from '#app/instruments/score-response'
import { findTemplate } from '#app/instruments/templates'
import { type RecordedStudy, readRecordedStudy } from '../../prisma/front-door/recorded-study'
import { makeStudy } from './make-study'
import { makeWave } from './make-wave'
import { makeWorkspace } from './make-workspace'

/** A recorded study written into the database in bulk, its waves closed and published by the product itself. */
export async function publishRecordedStudy(
  prisma: PrismaClient,
  /** a folder of recorded files, or a study that was made */
  source: string | RecordedStudy,
  promise: { audience: 'shared' | 'pooled' | 'attributed'; minimumGroupSize: number },
  /** done before a wave is closed and published */
  before: (workspaceId: string, wave: number) => Promise<unknown> = async () => {},
  { instrumentName = 'relationship-core', publishedAt = usualDay, asksEverybody = false }: PublishOptions = {},
) {
  const recorded = typeof source === 'string' ? await readRecordedStudy(source) : source
  const { id: workspaceId } = await makeWorkspace(prisma)
  const instrument = findTemplate(instrumentName, 1)?.instrument
  if (!instrument) throw new Error(`the instrument ${instrumentName} is not shipped`)
  const study = await makeStudy(prisma, { workspaceId, ...promise, instrumentName })
  const ids = await writePeople(prisma, workspaceId, recorded)
  const waves = []
  for (const number of recorded.waves) {
    const wave = await makeWave(prisma, { workspaceId, studyId: study.id, number, ...promise, instrumentName })
    await writeAnswers(prisma, { workspaceId, waveId: wave.id, number, recorded, ids, instrument, asksEverybody })
    await before(workspaceId, number)
    const where = { workspaceId_id: { workspaceId, id: wave.id } }
    await prisma.wave.update({ where, data: { state: 'closing', closedAt: new Date() } })
    await publishWave(prisma, { workspaceId, waveId: wave.id, now: publishedAt(number) })
    waves.push(await prisma.wave.findUniqueOrThrow({ where }))
  }
  return { workspaceId, study, waves, relationships: ids.relationships }
}

interface PublishOptions {
  instrumentName?: string
  /** of a wave, by its number */
  publishedAt?: (wave: number) => Date
  /** whether whoever answered in any wave is asked in all of them; else the file says who was asked: those who answered */
  asksEverybody?: boolean
}

function usualDay(wave: number): Date {
  return new Date(Date.UTC(2026, wave, 1))
}

interface Ids {
  organizations: Map<string, string>
  participants: Map<string, string>
  relationships: Map<string, { id: string; buyer: string }>
}

async function writePeople(prisma: PrismaClient, workspaceId: string, recorded: RecordedStudy): Promise<Ids> {
  const organizations = new Map(recorded.organizations.map(({ code }) => [code, makeId()]))
  const idOf = (code: string) => organizations.get(code) ?? ''
  await prisma.organization.createMany({
    data: recorded.organizations.map((one) => ({ workspaceId, id: idOf(one.code), ...one })),
  })
  const participants = new Map(recorded.respondents.map(({ id }) => [id, makeId()]))
  await prisma.participant.createMany({
    data: recorded.respondents.map(({ id, email, organization, language, ...one }) => ({
      ...{ workspaceId, id: participants.get(id) ?? '', organizationId: idOf(organization) },
      ...{ email, language, name: id, function: one.function },
    })),
  })
  const relationships = new Map(recorded.relationships.map(({ code, buyer }) => [code, { id: makeId(), buyer }]))
  await prisma.relationship.createMany({
    data: recorded.relationships.map(({ code, buyer, supplier, category }) => ({
      ...{ workspaceId, id: relationships.get(code)?.id ?? '', code, category },
      ...{ buyerId: idOf(buyer), supplierId: idOf(supplier) },
    })),
  })
  return { organizations, participants, relationships }
}

interface WaveAnswers {
  workspaceId: string
  waveId: string
  number: number
  recorded: RecordedStudy
  ids: Ids
  instrument: Instrument
  asksEverybody: boolean
}

async function writeAnswers(prisma: PrismaClient, parts: WaveAnswers) {
  const { workspaceId, waveId, number, recorded, ids, instrument, asksEverybody } = parts
  const keyOf = (one: { relationship: string; respondent: string }) => `${one.relationship} ${one.respondent}`
  const answered = new Set(recorded.responses.filter(({ wave }) => wave === number).map(keyOf))
  const responses = recorded.responses.filter(({ wave }) => wave === number)
  // the first line of each that did not answer stands for being asked
  const others = asksEverybody
    ? [...new Map(recorded.responses.map((one) => [keyOf(one), one])).values()].filter(
        (one) => !answered.has(keyOf(one)),
      )
    : []
  const invitations = new Map(
    [...new Set([...responses, ...others].map(({ respondent }) => respondent))].map((one) => [one, makeId()]),
  )
  await prisma.invitation.createMany({
    data: [...invitations].map(([respondent, id]) => ({
      ...{ workspaceId, id, waveId, participantId: ids.participants.get(respondent) ?? '', language: 'en' },
      tokenHash: createHash('sha256').update(id).digest(),
    })),
  })
  const peopleOf = new Map(recorded.respondents.map((one) => [one.id, one]))
  const rows = [...responses, ...others].map((recordedResponse) => {
    const { relationship, respondent, answers: typed } = recordedResponse
    const { id: relationshipId = '', buyer } = ids.relationships.get(relationship) ?? {}
    const person = peopleOf.get(respondent)
    // in recorded files the tenth use of time is 0 throughout and has no rows
    const other = 'time_price' in typed && !('time_other' in typed) ? { time_other: '0' } : {}
    const answers = readAnswers(instrument, { ...typed, ...other })
    const assignment = {
      ...{ workspaceId, id: makeId(), waveId, relationshipId },
      side: person?.organization === buyer ? 'buyer' : 'supplier',
    }
    return {
      hasAnswered: answered.has(keyOf(recordedResponse)),
      assignment: { ...assignment, invitationId: invitations.get(respondent) ?? '', position: 0 },
      response: {
        ...{ ...assignment, function: person?.function ?? '', language: 'en' },
        ...{ instrumentName: instrument.name, instrumentVersion: instrument.version },
        ...{
          answers,
          scores: scoreResponse(instrument, answers),
          submittedAt: new Date(Date.UTC(2026, number - 1, 15)),
        },
      },
    }
  })
  for (const batch of inBatches(rows, 1000)) {
    await prisma.assignment.createMany({ data: batch.map(({ assignment }) => assignment) })
    await prisma.response.createMany({
      data: batch.filter(({ hasAnswered }) => hasAnswered).map(({ response }) => response),
    })
  }
}

function readAnswers(instrument: Instrument, fields: Record<string, string>): Answers {
  const read = parseAnswers(instrument, fields)
  if (!read.ok) throw new Error(`answers that the instrument does not take: ${JSON.stringify(read.errors)}`)
  return read.answers
}
