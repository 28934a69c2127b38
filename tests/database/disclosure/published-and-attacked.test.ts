// The attack of tests/unit/disclosure looks at what it publishes itself, without a database, thousands of times. Here studies of the
// same shapes go through publication as the product does it: every value that is stored must be the one that was attacked.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { publishWave } from '#app/disclosure/publish-wave.server'
import { fromReleaseStore, type ReleasedCell } from '#app/disclosure/release'
import { SIDES } from '#app/trust/scored-response'
import { makeStudy } from '#tests/factories/make-study'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'
import { answersOfStudy, releaseEverything, type StudyShape, WEIGHTS } from '../../unit/disclosure/release-everything'
import { shape } from '../../unit/disclosure/study-shapes'

const db = useDatabase()

const SEED = 20261201
const STUDIES = 3
/** asks for everything that the attacked scores come from */
const ASKED = { instrumentName: 'relationship-annual', instrumentVersion: 1 }

/** Ids that sort as the names do that stand for them in the attack: what is equally good is decided by their order. */
const idOf = (kind: number, number: number) =>
  `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}`

async function publishStudy(shape: StudyShape) {
  const { relationships, audience, minimumGroupSize } = shape
  const { id: workspaceId } = await makeWorkspace(db.prisma)
  const study = await makeStudy(db.prisma, { workspaceId, audience, minimumGroupSize, ...ASKED })
  const waves = answersOfStudy(shape)
  const firms = [...new Set(relationships.flatMap(({ buyer, supplier }) => [buyer, supplier]))].sort()
  const firmId = (name: string) => idOf(1, firms.indexOf(name))
  await db.prisma.organization.createMany({
    data: firms.map((name) => ({ workspaceId, id: firmId(name), code: name, name })),
  })
  await db.prisma.relationship.createMany({
    data: relationships.map(({ buyer, supplier, category }, place) => ({
      ...{ workspaceId, id: idOf(2, place), code: `R${place}`, category },
      ...{ buyerId: firmId(buyer), supplierId: firmId(supplier) },
    })),
  })
  const answering = waves.flatMap((wave) => wave.flatMap(({ buyer, supplier }) => [...buyer, ...supplier]))
  // somebody of each relationship's buyer is asked and never answers: it is part of every wave
  const silent = relationships.map(({ buyer }, place) => ({
    person: `silent ${place}`,
    firm: buyer,
    function: 'sales',
  }))
  const people = [...new Map([...answering, ...silent].map((one) => [one.person, one])).values()]
  const personId = new Map(people.map(({ person }, place) => [person, idOf(3, place)]))
  await db.prisma.participant.createMany({
    data: people.map(({ person, firm, function: own }) => ({
      ...{ workspaceId, id: personId.get(person) ?? '', organizationId: firmId(firm), language: 'en' },
      ...{ name: person, email: `${personId.get(person)}@firm.test`, function: own },
    })),
  })
  const ids: string[] = []
  for (const [place, wave] of waves.entries()) {
    const { id: waveId } = await makeWave(db.prisma, {
      ...{ workspaceId, studyId: study.id, number: place + 1, healthWeights: WEIGHTS },
    })
    ids.push(waveId)
    const given = wave.flatMap((sides, relationship) => [
      ...SIDES.flatMap((side) => sides[side].map((one) => ({ ...one, side, relationship, answers: true }))),
      { person: `silent ${relationship}`, function: 'sales', scores: {}, side: 'buyer', relationship, answers: false },
    ])
    const invited = [...new Set(given.map(({ person }) => person))]
    const invitationId = new Map(invited.map((person, number) => [person, idOf(100 + place, number)]))
    await db.prisma.invitation.createMany({
      data: invited.map((person) => ({
        ...{ workspaceId, waveId, id: invitationId.get(person) ?? '', participantId: personId.get(person) ?? '' },
        ...{ language: 'en', tokenHash: createHash('sha256').update(`${workspaceId} ${waveId} ${person}`).digest() },
      })),
    })
    const assigned = given.map((one, number) => ({
      ...one,
      id: idOf(200 + place, number),
      relationshipId: idOf(2, one.relationship),
    }))
    await db.prisma.assignment.createMany({
      data: assigned.map(({ id, person, relationshipId, side }) => ({
        ...{ workspaceId, waveId, id, relationshipId, side, position: 0 },
        invitationId: invitationId.get(person) ?? '',
      })),
    })
    await db.prisma.response.createMany({
      data: assigned
        .filter(({ answers }) => answers)
        .map(({ id, relationshipId, side, scores, function: own }) => ({
          ...{ workspaceId, waveId, id, relationshipId, side, function: own, language: 'en', ...ASKED },
          ...{ answers: {}, scores, submittedAt: new Date('2026-02-01T08:00:00Z') },
        })),
    })
    await db.prisma.wave.update({
      where: { workspaceId_id: { workspaceId, id: waveId } },
      data: { state: 'closing', closedAt: new Date('2026-03-01T08:00:00Z') },
    })
    const done = await publishWave(db.prisma, { workspaceId, waveId, now: new Date('2026-03-02T08:00:00Z') })
    expect(done.ok).toBe(true)
  }
  const rows = await db.prisma.releasedRow.findMany({ where: { workspaceId } })
  const nameOf = (key: string) => {
    const [firm, relationship] = [
      firms.find((name) => firmId(name) === key),
      relationships.findIndex((_, place) => idOf(2, place) === key),
    ]
    return firm ?? (relationship < 0 ? key : String(relationship))
  }
  return rows.flatMap((row) =>
    fromReleaseStore(row).map((cell) => ({
      wave: ids.indexOf(row.waveId),
      cell: { ...cell, scopeKey: nameOf(cell.scopeKey) },
    })),
  )
}

/** What is decided and told of each place; intervals and what is computed from told values aside. */
function tellings(cells: readonly { wave: number; cell: ReleasedCell }[]): Map<string, string> {
  return new Map(
    cells.map(({ wave, cell }) => {
      const { scope, scopeKey, side, function: own, measure, index } = cell
      const place = [wave, scope, scopeKey, side, own, measure, index].join(' | ')
      const { status } = cell
      return [
        place,
        JSON.stringify(
          status === 'withheld' ? [cell.reason] : [status, cell.n, cell.nTo, cell.mean, cell.sd, cell.waves],
        ),
      ]
    }),
  )
}

test.each([
  { audience: 'shared', sizes: [3, 4], firms: 3, kind: 'usual' },
  { audience: 'shared', sizes: [3, 4], firms: 3, kind: 'rare' },
  { audience: 'shared', sizes: [3, 4, 5], firms: 2, kind: 'many' },
  { audience: 'pooled', sizes: [5], firms: 5, kind: 'usual' },
  { audience: 'own-side', sizes: [5], firms: 6, kind: 'usual' },
  { audience: 'own-side', sizes: [5], firms: 3, kind: 'rare' },
] as const)('what is published is what was attacked: $audience, $kind', async (promise) => {
  for (const study of fc.sample(shape(promise), { seed: SEED, numRuns: STUDIES })) {
    const attacked = tellings(releaseEverything(study).cells)
    const stored = tellings((await publishStudy(study)) as { wave: number; cell: ReleasedCell }[])
    expect(attacked.size).toBeGreaterThan(50)
    const found = new Map([...stored].filter(([place]) => attacked.has(place)))
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(attacked))
    // beside them: what is computed from told values, of indices that nobody in these studies has, and of the flagged
    const more = [...stored].filter(([place, told]) => !attacked.has(place) && told.startsWith('["released"'))
    const isComputed = (place: string) =>
      / \| trend \| | \| health$|^\d+ \| unflagged /.test(place) ||
      /^\d+ \| (portfolio|category|target-firm|rater-firm) .* \| change \| /.test(place) ||
      /^\d+ \| relationship .* \| both \| .*\| change \| /.test(place) ||
      /^\d+ \| (portfolio|category) \| .* \| both \| /.test(place)
    expect(more.map(([place]) => place).filter((place) => !isComputed(place))).toEqual([])
  }
})
