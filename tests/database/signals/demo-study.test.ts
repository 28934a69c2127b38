// The sample study with its evidence: every kind of signal is raised, and every kind is cleared again.
import { expect, test } from 'vitest'
import { registerFile } from '#app/evidence/registers/register'
import { REGISTERS } from '#app/evidence/registers/registers'
import { refreshSignals } from '#app/signals/refresh-signals.server'
import { SIGNAL_KINDS } from '#app/signals/signal-kinds'
import { publishRecordedStudy } from '#tests/factories/publish-recorded-study'
import { useRuntime } from '#tests/setup/test-runtime'
import { makeDemoEvidence } from '../../../prisma/demo/make-demo-evidence'
import { makeDemoStudy } from '../../../prisma/demo/make-demo-study'

const t = useRuntime()
const published = [1, 2, 3, 4].map((wave) => new Date(Date.UTC(2025, 3 * wave, 1, 8)))
const dayAfter = (wave: number) => new Date((published[wave - 1]?.getTime() ?? 0) + 86_400_000)
const evidence = makeDemoEvidence(published)

test('the sample study raises each signal at least once, and clears each at least once', async () => {
  let known = new Map<string, string>()
  let written = new Date(0)
  /** What happened until a moment is recorded, and all rules are asked. */
  const goOn = async (workspaceId: string, now: Date) => {
    if (known.size === 0) {
      const rows = await t.prisma.relationship.findMany({ where: { workspaceId }, select: { id: true, code: true } })
      const { id: studyId } = await t.prisma.study.findFirstOrThrow({ where: { workspaceId } })
      known = new Map(rows.map(({ id, code }) => [code, id]))
      await t.prisma.studyRelationship.createMany({
        data: rows.map(({ id: relationshipId }) => ({ workspaceId, studyId, relationshipId })),
      })
    }
    const idOf = (code: string) => known.get(code) ?? ''
    const isNew = (day: string) => new Date(day) > written && new Date(day) <= now
    const date = (day: string | undefined) => (day ? new Date(day) : null)
    await t.prisma.recordedContact.createMany({
      data: evidence.contacts
        .filter(([, , , , day = '']) => isNew(day))
        .map(([code = '', kind = '', side = '', name = '', day = '', , text = '']) => ({
          ...{ workspaceId, relationshipId: idOf(code), kind, side, function: name, text, happenedOn: new Date(day) },
        })),
    })
    for (const { relationship, settled, madeOn, dueOn, ...promise } of evidence.promises) {
      const relationshipId = idOf(relationship)
      const own = { ...promise, madeOn: new Date(madeOn), dueOn: date(dueOn) }
      if (isNew(madeOn)) await t.prisma.madePromise.create({ data: { workspaceId, relationshipId, ...own } })
      if (settled && isNew(settled.on))
        await t.prisma.madePromise.updateMany({
          where: { workspaceId, relationshipId, text: promise.text },
          data: { outcome: settled.outcome, settledAt: new Date(settled.on) },
        })
    }
    await t.prisma.evidenceEntry.createMany({
      data: (evidence.registers.ratings ?? [])
        .filter(([, , , day = '']) => isNew(day))
        .map(([code = '', side = '', kind = '', day = '', text = '']) => ({
          ...{ workspaceId, relationshipId: idOf(code), register: 'ratings', side, kind, text, beganOn: new Date(day) },
        })),
    })
    written = now
    await refreshSignals(t.prisma, { workspaceId, now })
  }
  const { workspaceId } = await publishRecordedStudy(
    t.prisma,
    makeDemoStudy(),
    { audience: 'shared', minimumGroupSize: 3 },
    async (id, wave) => (wave > 1 ? goOn(id, dayAfter(wave - 1)) : undefined),
    {
      instrumentName: 'relationship-annual',
      publishedAt: (wave) => published[wave - 1] ?? new Date(0),
      asksEverybody: true,
    },
  )
  await goOn(workspaceId, dayAfter(4))
  // the demo names somebody where nobody was accountable
  const [person] = await t.prisma.participant.findMany({ where: { workspaceId }, take: 1 })
  await t.prisma.relationship.updateMany({
    where: { workspaceId, code: 'NAJM-NORDIC' },
    data: { buyerOwnerId: person?.id ?? '', supplierOwnerId: person?.id ?? '' },
  })
  await goOn(workspaceId, dayAfter(4))
  const signals = await t.prisma.signal.findMany({ where: { workspaceId }, select: { kind: true, clearedAt: true } })
  const raised = new Set(signals.map(({ kind }) => kind))
  const cleared = new Set(signals.filter(({ clearedAt }) => clearedAt !== null).map(({ kind }) => kind))
  expect(SIGNAL_KINDS.filter((kind) => !raised.has(kind))).toEqual([])
  expect(SIGNAL_KINDS.filter((kind) => !cleared.has(kind))).toEqual([])
})

test('the evidence of the sample study is what the imports take', () => {
  for (const register of REGISTERS) {
    const { schema, columns } = registerFile(register)
    const lines = evidence.registers[register.name] ?? []
    expect(lines.length, register.name).toBeGreaterThan(3)
    for (const line of lines) {
      const row = Object.fromEntries(columns.map(({ name }, place) => [name, line[place]]))
      expect(schema.safeParse(row).error?.issues, `${register.name} ${line.join(',')}`).toBeUndefined()
    }
  }
})
