import { expect, test } from 'vitest'
import { refreshStandings } from '#app/dashboards/standings/refresh-standings.server'
import { readDigestSignals } from '#app/digests/read-digest.server'
import { composeMails } from '#app/mail/compose-mail.server'
import { EVERYTHING, findReach } from '#app/people/find-reach.server'
import { closeIntervention, listInterventions, openIntervention } from '#app/signals/interventions.server'
import { readSignalStudies } from '#app/signals/read-facts.server'
import { refreshSignals } from '#app/signals/refresh-signals.server'
import { runBackTest } from '#app/signals/run-back-test.server'
import { listSignals } from '#app/signals/signals.server'
import { tellSignals } from '#app/signals/tell-signals.server'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { makeWebhook } from '#tests/factories/make-webhook'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const FOUR = [{}, {}, {}, {}]
const trust = (value: number) => ({
  trust_1: value,
  trust_2: value,
  trust_3: 8 - value,
  trust_4: value,
  trust_5: value,
})
const day = (text: string) => new Date(`${text}T00:00:00Z`)
const after = (wave: number) => new Date(`2026-0${wave + 2}-03T08:00:00Z`)

const tellParts = () => ({ prisma: t.prisma, queue: t.runtime.queue, secret: t.runtime.secret })

const openKinds = async (workspaceId: string) =>
  (await listSignals(t.prisma, { workspaceId, within: EVERYTHING }, { kind: undefined, isCleared: false }, 1)).rows
    .map(({ kind, side, word }) => `${kind} ${side} ${word}`)
    .sort()

test('signals are raised once, kept while they stand, cleared with a reason, and told once', async () => {
  const world = await makePublishedStudy(t.prisma, {
    ...{ audience: 'attributed', waves: 2 },
    relationships: [{ code: 'A', buyer: FOUR.map(() => trust(7)), supplier: [null, null, null] }],
  })
  const { workspaceId, study } = world
  const [{ id: relationshipId, buyerId } = { id: '', buyerId: '' }] = world.relationships
  await t.prisma.studyRelationship.create({ data: { workspaceId, studyId: study.id, relationshipId } })
  const owner = await t.prisma.participant.findFirstOrThrow({ where: { workspaceId, organizationId: buyerId } })
  await t.prisma.relationship.updateMany({
    where: { workspaceId, id: relationshipId },
    data: { buyerOwnerId: owner.id },
  })
  await makeWebhook(t.prisma, { workspaceId, events: ['signal.raised'] })
  const promise = await t.prisma.madePromise.create({
    data: {
      ...{ workspaceId, relationshipId, madeBy: 'supplier', text: 'Spare parts list', madeFunction: 'sales' },
      ...{ keepFunction: 'service', madeOn: day('2026-01-02'), dueOn: day('2026-04-01') },
    },
  })
  const rate = (grade: string, on: string) =>
    t.prisma.evidenceEntry.create({
      data: {
        ...{ workspaceId, relationshipId, register: 'ratings', side: 'supplier', kind: grade, text: 'Agency' },
        beganOn: day(on),
      },
    })
  await rate('a', '2025-10-01')
  await rate('bb', '2026-03-20')
  const look = (at: Date) => refreshSignals(t.prisma, { workspaceId, now: at })
  const first = await look(after(2))
  const kinds = await openKinds(workspaceId)
  expect(kinds).toEqual(
    expect.arrayContaining([
      'broken-promise supplier overdue',
      'no-owner supplier nobody',
      'one-voice supplier only-one-side',
      'silence supplier not-contacted',
      'weak-finance supplier rating-fell',
    ]),
  )
  expect(first.raised).toBe(kinds.length)
  // nothing new: neither the same again nor a second mail
  expect(await look(after(2))).toEqual({ raised: 0, cleared: 0 })
  expect(await tellSignals(tellParts(), workspaceId, after(2)).then(({ mails }) => mails)).toBe(1)
  expect(await tellSignals(tellParts(), workspaceId, after(2))).toEqual({ signals: 0, mails: 0 })
  const mails = await t.prisma.outboxMessage.findMany({ where: { workspaceId, kind: 'signals' } })
  const [composed] = await composeMails(
    {
      prisma: t.prisma,
      secret: t.runtime.secret,
      publicUrl: 'https://thiqa.example',
      mailFrom: 'thiqa@thiqa.example',
    } as never,
    workspaceId,
    mails,
  )
  if (composed?.status !== 'fulfilled') throw composed?.reason
  expect(composed.value?.to).toBe(owner.email)
  expect(composed.value?.text).toContain('nobody is accountable on one side')
  expect(composed.value?.text).not.toMatch(/\d+ (of 100|points)/)
  const deliveries = await t.prisma.webhookDelivery.findMany({ where: { workspaceId, event: 'signal.raised' } })
  expect(deliveries.map(({ body }) => JSON.parse(body).data.signals.length)).toEqual([kinds.length])
  expect(deliveries[0]?.body).not.toMatch(/mean|lines/)
  const told = { workspaceId, actor: { role: 'owner' }, from: after(1), until: after(3) }
  expect(await readDigestSignals(t.prisma, told)).toHaveLength(kinds.length)
  expect(await readDigestSignals(t.prisma, { ...told, actor: { role: 'researcher' } })).toEqual([])

  // an intervention ends by hand, or with its signal
  const { rows } = await listSignals(
    t.prisma,
    { workspaceId, within: EVERYTHING },
    { kind: 'silence', isCleared: false },
    1,
  )
  const signalId = rows.find(({ side }) => side === 'supplier')?.id ?? ''
  const form = { text: 'Visit them', responsible: 'Sara', dueOn: day('2026-05-01') }
  const done = await openIntervention(t.prisma, { workspaceId, signalId, relationshipId }, form)
  await openIntervention(t.prisma, { workspaceId, signalId, relationshipId }, { ...form, text: 'Call them' })
  expect(
    await closeIntervention(t.prisma, { workspaceId, signalId }, { id: done, outcome: 'They complained' }, after(2)),
  ).toBe(true)
  await t.prisma.recordedContact.create({
    data: {
      ...{ workspaceId, relationshipId, kind: 'complaint', side: 'supplier', function: 'sales', text: 'Late payment' },
      happenedOn: day('2026-04-02'),
    },
  })
  await t.prisma.madePromise.updateMany({
    where: { workspaceId, id: promise.id },
    data: { outcome: 'kept', settledAt: after(2) },
  })
  await t.prisma.relationship.updateMany({
    where: { workspaceId, id: relationshipId },
    data: { supplierOwnerId: owner.id },
  })
  await rate('bbb', '2026-04-02')
  await look(after(2))
  const cleared = await listSignals(
    t.prisma,
    { workspaceId, within: EVERYTHING },
    { kind: undefined, isCleared: true },
    1,
  )
  expect(cleared.rows.map(({ kind, clearedWord }) => [kind, clearedWord]).sort()).toEqual(
    expect.arrayContaining([
      ['broken-promise', 'fulfilled'],
      ['no-owner', 'owned'],
      ['silence', 'complained'],
      ['weak-finance', 'rating-held'],
    ]),
  )
  const acted = await listInterventions(t.prisma, { workspaceId, within: EVERYTHING }, 1, { signalId })
  expect(acted.rows.map(({ text, state }) => [text, state]).sort()).toEqual([
    ['Call them', 'cleared'],
    ['Visit them', 'done'],
  ])
  // raised again it is a new one; the old one stays as history
  await t.prisma.relationship.updateMany({
    where: { workspaceId, id: relationshipId },
    data: { supplierOwnerId: null },
  })
  expect((await look(after(2))).raised).toBe(1)
  expect(await t.prisma.signal.count({ where: { workspaceId, kind: 'no-owner', side: 'supplier' } })).toBe(2)

  expect(await refreshStandings(t.prisma, workspaceId)).toBe(1)
  expect(await refreshStandings(t.prisma, workspaceId)).toBe(0)
  const [signalStudy] = await readSignalStudies(t.prisma, workspaceId, study.id)
  if (!signalStudy) throw new Error('the study is not there')
  const replayed = await runBackTest(t.prisma, signalStudy, { workspaceId, within: EVERYTHING, at: after(2) })
  // by the second wave the complaint was recorded; that nobody answered stays
  expect(replayed.signals.map(({ kind, wave, side }) => `${kind} ${wave} ${side}`)).toEqual(
    expect.arrayContaining(['one-voice 1 supplier', 'one-voice 2 supplier', 'broken-promise 2 supplier']),
  )
  expect(replayed.signals.filter(({ kind, side }) => kind === 'silence' && side === 'supplier')).toEqual([])
})

test('who reaches nothing of it sees no signal; what a firm alone may see goes to nobody else', async () => {
  const { workspaceId, relationships, study } = await makePublishedStudy(t.prisma)
  const [relationship] = relationships
  if (!relationship) throw new Error('there is no relationship')
  const own = {
    ...{
      workspaceId,
      relationshipId: relationship.id,
      studyId: study.id,
      kind: 'haggling',
      side: 'buyer',
      seenBy: 'buyer',
    },
    ...{ openKey: 'x', severity: 2, word: 'unproductive', lines: [], raisedLines: [], ownerSide: 'supplier' },
    ...{ sinceAt: after(1), raisedAt: after(1) },
  }
  await t.prisma.signal.create({ data: own })
  const seen = async (reach: { firmId: string | null; seesAll: boolean }) => {
    const actor = { role: 'manager', reach: { organizationIds: [], relationshipIds: [], categories: [], ...reach } }
    const within = findReach(workspaceId, actor)
    return (await listSignals(t.prisma, { workspaceId, within }, { kind: 'haggling', isCleared: false }, 1)).total
  }
  expect(await seen({ firmId: relationship.buyerId, seesAll: true })).toBe(1)
  expect(await seen({ firmId: relationship.supplierId, seesAll: true })).toBe(0)
  expect(await seen({ firmId: null, seesAll: true })).toBe(0)
  expect(await seen({ firmId: null, seesAll: false })).toBe(0)
  // and its mail to the owner of that firm or to nobody
  await t.prisma.relationship.updateMany({
    where: { workspaceId, id: relationship.id },
    data: { supplierOwnerId: (await t.prisma.participant.findFirstOrThrow({ where: { workspaceId } })).id },
  })
  expect((await tellSignals(tellParts(), workspaceId, after(1))).mails).toBe(0)
  await expect(t.prisma.signal.create({ data: { ...own, kind: 'gap', side: 'both', openKey: 'y' } })).rejects.toThrow()
  await expect(t.prisma.signal.create({ data: own })).rejects.toThrow()
})
