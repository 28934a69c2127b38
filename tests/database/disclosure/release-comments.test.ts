import { expect, test } from 'vitest'
import { commentGroups } from '#app/dashboards/comment-groups'
import { planPublication } from '#app/disclosure/plan-publication.server'
import { publishWave } from '#app/disclosure/publish-wave.server'
import { readComments } from '#app/disclosure/read-comments.server'
import { findResultStudy, readResultTables } from '#app/disclosure/read-results.server'
import { readWaveTemplates } from '#app/disclosure/read-wave-templates.server'
import { releaseComments } from '#app/disclosure/release-comments.server'
import { EVERYTHING } from '#app/people/find-reach.server'
import { makeAnswers } from '#tests/factories/make-answers'
import { makeAssignment } from '#tests/factories/make-assignment'
import { makeInvitation } from '#tests/factories/make-invitation'
import { makeParticipant } from '#tests/factories/make-participant'
import { makeRelationship } from '#tests/factories/make-relationship'
import { makeResponse } from '#tests/factories/make-response'
import { makeStudy } from '#tests/factories/make-study'
import { makeWave } from '#tests/factories/make-wave'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()

type Comments = { text?: string; isAllowed: boolean }[]
type Promised = { audience: 'shared' | 'pooled' | 'attributed'; minimumGroupSize: number }

/** A closed wave of the pulse in which the buyer's people said these things. */
async function closeWithComments(comments: Comments, promise: Promised, instrumentName = 'relationship-pulse') {
  const { id: workspaceId } = await makeWorkspace(db.prisma)
  const study = await makeStudy(db.prisma, { workspaceId, ...promise, instrumentName })
  const wave = await makeWave(db.prisma, {
    ...{ workspaceId, studyId: study.id, ...promise },
    instrumentName: 'relationship-pulse',
  })
  const relationship = await makeRelationship(db.prisma, { workspaceId })
  for (const { text, isAllowed } of comments) {
    const participant = await makeParticipant(db.prisma, { workspaceId, organizationId: relationship.buyerId })
    const place = { workspaceId, waveId: wave.id }
    const invitation = await makeInvitation(db.prisma, { ...place, participantId: participant.id })
    const at = { ...place, invitationId: invitation.id, relationshipId: relationship.id, side: 'buyer' }
    const assignment = await makeAssignment(db.prisma, at)
    const said = { comment_change: text ?? { missing: 'skipped' as const }, comment_change_consent: isAllowed ? 1 : 0 }
    await makeResponse(db.prisma, { assignment, answers: makeAnswers(said) })
  }
  const where = { workspaceId_id: { workspaceId, id: wave.id } }
  await db.prisma.wave.update({ where, data: { state: 'closing', closedAt: new Date() } })
  const read = () => readComments(db.prisma, { workspaceId, relationshipId: relationship.id, waveIds: [wave.id] })
  return { workspaceId, waveId: wave.id, relationshipId: relationship.id, read }
}

async function publishComments(comments: Comments, promise: Promised) {
  const { workspaceId, waveId, read } = await closeWithComments(comments, promise)
  expect(await publishWave(db.prisma, { workspaceId, waveId, now: new Date() })).toMatchObject({ ok: true })
  return read()
}

const said = (count: number) => Array.from({ length: count }, (_, n) => ({ text: `Say ${n}`, isAllowed: true }))
const SHARED = { audience: 'shared', minimumGroupSize: 3 } as const

test('comments are shown where five people of a side allowed theirs to be shown', async () => {
  const [group, ...more] = await publishComments([...said(5), { text: 'Keep this', isAllowed: false }], SHARED)
  expect(more).toEqual([])
  expect(group).toMatchObject({ side: 'buyer', item: 'comment_change' })
  expect(group?.texts.toSorted()).toEqual(said(5).map(({ text }) => text))
})

test('one fewer, a tick without words, or a larger promise, and there are none', async () => {
  expect(await publishComments([...said(4), { text: 'Keep this', isAllowed: false }], SHARED)).toEqual([])
  expect(await publishComments([...said(4), { isAllowed: true }], SHARED)).toEqual([])
  for (const text of ['', ' \n\t '])
    expect(await publishComments([...said(4), { text, isAllowed: true }], SHARED)).toEqual([])
  expect(await publishComments(said(7), { audience: 'shared', minimumGroupSize: 8 })).toEqual([])
  expect((await publishComments(said(8), { audience: 'shared', minimumGroupSize: 8 })).length).toBe(1)
  expect(await publishComments(said(4), { audience: 'attributed', minimumGroupSize: 1 })).toEqual([])
})

test('a pooled study shows no comments: they name a relationship', async () => {
  expect(await publishComments(said(9), { audience: 'pooled', minimumGroupSize: 5 })).toEqual([])
})

test('a second publication at the same time does not double the comments', async () => {
  const { workspaceId, waveId, read } = await closeWithComments(said(5), SHARED)
  const key = { workspaceId, waveId }
  // measurement comes after the comments: there the second one overtakes
  const overtaken = db.prisma.$extends({
    query: {
      measurement: {
        async deleteMany({ args, query }) {
          expect(await releaseComments(db.prisma, await planPublication(db.prisma, key))).toBe(5)
          return query(args)
        },
      },
    },
  }) as unknown as typeof db.prisma
  await expect(publishWave(overtaken, { ...key, now: new Date() })).rejects.toThrow('another publication')
  expect(await publishWave(db.prisma, { ...key, now: new Date() })).toMatchObject({ ok: true })
  expect((await read())[0]?.texts).toHaveLength(5)
  await expect(releaseComments(db.prisma, await planPublication(db.prisma, key))).rejects.toThrow(
    'publication of a wave',
  )
})

test('comments of a pulse stand under the question of the pulse, whatever its study asks', async () => {
  const { workspaceId, waveId, relationshipId, read } = await closeWithComments(said(5), SHARED, 'relationship-core')
  await publishWave(db.prisma, { workspaceId, waveId, now: new Date() })
  const comments = await read()
  const wave = { id: waveId, number: 1, publishedAt: new Date() }
  const study = await findResultStudy(db.prisma, workspaceId, await studyOf(waveId))
  const [table] = await readResultTables(db.prisma, {
    workspaceId,
    within: EVERYTHING,
    waves: [wave],
    relationshipId,
  })
  if (!study || !table) throw new Error('nothing was published')
  const templates = await readWaveTemplates(db.prisma, { workspaceId, waveIds: [waveId] })
  const [group] = commentGroups(comments, { study, relationship: table.relationship, templates, language: 'en' })
  expect(group?.texts).toHaveLength(5)
  expect(group?.question).toMatch(/\w+ \w+ \w+/)
})

async function studyOf(waveId: string): Promise<string> {
  return (await db.prisma.wave.findFirstOrThrow({ where: { id: waveId } })).studyId
}
