// Time travel with real processes: a web server, workers, a PostgreSQL and a mail server, all of which die or fail at random
// moments while a study runs by itself for years. TRAVEL_YEARS and TRAVEL_RELATIONSHIPS make it longer (npm run test:years).
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Database, openDatabase } from '#app/db/database.server'
import { paths } from '#app/http/paths'
import { makeMessageId } from '#app/mail/message-id'
import { seededRandom } from '#app/statistics/resampling/seeded-random'
import { findDueStudies, nextDueAt } from '#app/studies/find-due-studies.server'
import { makeInvitationToken } from '#app/studies/invitation-token.server'
import { saveRhythm } from '#app/studies/rhythm/save-rhythm.server'
import { makeAskingStudy } from '#tests/factories/make-asking-study'
import { makeRhythm } from '#tests/factories/make-rhythm'
import { FaultySmtp, SMTP_FAULTS } from '#tests/mailbox/faulty-smtp'
import { type Cluster, startCluster } from '#tests/setup/postgresql-cluster'
import { findPostgresql } from '#tests/setup/postgresql-programs'
import { prepareDatabase } from '#tests/setup/prepare-database'
import { TEST_SECRET } from '#tests/setup/test-settings'
import { makeDemoStudy } from '../../prisma/demo/make-demo-study.ts'
import { readOpenAssignments, submitAnswers } from '../../prisma/front-door/respondent.ts'
import { findFreePort, type ServerProcess, startServer } from '../../prisma/front-door/server-process.ts'
import { WebClient } from '../../prisma/front-door/web-client.ts'
import { letClockMove } from './travelling-database'

const YEARS = Number(process.env.TRAVEL_YEARS ?? 0.05)
const RELATIONSHIPS = Number(process.env.TRAVEL_RELATIONSHIPS ?? 3)
const isLong = process.env.TRAVEL_YEARS !== undefined
const SECOND = 1000
const DAY = 24 * 3600 * SECOND
const START = new Date('2026-01-12T06:00:00Z')
const END = new Date(START.getTime() + YEARS * 365.25 * DAY)
/** The mail server is gone for two days from a morning on, twice a year. */
const OUTAGES = Array.from({ length: Math.max(1, Math.round(2 * YEARS)) }, (_, place) => {
  const from = new Date(Date.UTC(2026, 6 * place, 12, 7))
  return { from, until: new Date(from.getTime() + 2 * DAY) }
})
const FAULT_SHARE = 0.3
/** of the moments at which something is due */
const MISHAP_SHARE = isLong ? { kill: 0.12, restart: 0.03 } : { kill: 0, restart: 0 }
const SETTLE_SECONDS = 180
/** A publication that was cut off is begun anew after ten minutes by the database's clock; nobody waits for them here. */
const LEASE_PATIENCE_SECONDS = 45
const DATABASE = 'thiqa'
/** So many mails have left and are not marked at most, when a worker dies (README of app/mail); five more are on their way. */
const MOST_REPEATED = 105

const random = seededRandom(20261201)
const ROLES: string[] = isLong ? ['web', 'worker', 'worker'] : ['web', 'worker']
let ahead = START.getTime() - Date.now()
const clock = () => new Date(Date.now() + ahead)
const mailServer = new FaultySmtp(
  () => (random() < FAULT_SHARE ? SMTP_FAULTS[Math.floor(random() * SMTP_FAULTS.length)] : undefined),
  () => OUTAGES.some(({ from, until }) => clock() >= from && clock() < until),
)
let cluster: Cluster
let database: Database
let directory = ''
let smtpUrl = ''
const servers: ServerProcess[] = []
const ports: number[] = []
/** jobs that may be of a worker that is dead, or whose end could not be noted */
const orphans = new Set<string>()
let killedAt = Number.NEGATIVE_INFINITY
const happened = { kills: 0, restarts: 0, submissions: 0 }

beforeAll(async () => {
  const programs = findPostgresql()
  if ('missing' in programs) throw new Error(programs.missing)
  directory = await mkdtemp(path.join(os.tmpdir(), 'thiqa-years-'))
  cluster = await startCluster(programs)
  await cluster.createDatabase(DATABASE)
  const fresh = await open()
  await prepareDatabase(fresh)
  await fresh.close()
  const client = new pg.Client({ connectionString: cluster.url(DATABASE) })
  await client.connect()
  await letClockMove(client, DATABASE)
  await client.end()
  database = await open()
  await moveTo(START)
  smtpUrl = await mailServer.start()
  for (const _ of ROLES) ports.push(await findFreePort())
  await Promise.all(ROLES.map((_, place) => launch(place)))
}, 600_000)

afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()))
  await mailServer.stop()
  await database.close()
  await cluster.stop()
  await rm(directory, { recursive: true, force: true })
}, 120_000)

function open(): Promise<Database> {
  return openDatabase({
    databaseUrl: cluster.url(DATABASE),
    dataDirectory: '',
    migrationsDirectory: 'prisma/migrations',
    unsaid: 'everything',
  })
}

const clockFile = () => path.join(directory, 'clock')

/** Moves the clocks of all processes and of PostgreSQL. */
async function moveTo(moment: Date): Promise<void> {
  ahead = moment.getTime() - Date.now()
  await writeFile(`${clockFile()}.tmp`, String(ahead))
  await rename(`${clockFile()}.tmp`, clockFile())
  await again(() =>
    database.executeSql('UPDATE travel.clock SET ahead = make_interval(secs => $1::float8 / 1000)', [ahead]),
  )
}

async function launch(place: number): Promise<void> {
  servers[place] = await startServer({
    ...{ dataDirectory: directory, databaseUrl: cluster.url(DATABASE) },
    port: ports[place] ?? 0,
    env: {
      ...{ ROLE: ROLES[place] ?? 'web', SECRET: TEST_SECRET, SMTP_URL: smtpUrl, MAIL_FROM: 'thiqa@thiqa.example' },
      ...{ PUBLIC_URL: `http://127.0.0.1:${ports[0]}`, FAILURES_PER_MINUTE: '1000000', MOVED_CLOCK: clockFile() },
      NODE_OPTIONS: `--import ${pathToFileURL('tests/processes/moved-clock.mjs').href}`,
    },
  })
}

/** The database may have been restarted under a query: what is only read, or set, is asked once more. */
async function again<Result>(ask: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      if (attempt === 20) throw error
      await pause(250)
    }
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** By moment, so that the short form has one of each; afterwards by chance. */
const CERTAIN = new Map([
  [1, 'worker'],
  [3, 'restart'],
  [5, 'web'],
])

/** SIGKILL for a process, or an immediate shutdown of PostgreSQL, somewhere in the middle of what is being done. */
async function mishap(moment: number): Promise<void> {
  const dice = random()
  const wait = random() * 1500
  const certain = CERTAIN.get(moment)
  const place = certain ? ROLES.indexOf(certain) : Math.floor(random() * ROLES.length)
  if (certain ? certain === 'restart' : dice < MISHAP_SHARE.restart) {
    await pause(wait)
    happened.restarts++
    await cluster.crash()
    await noteOrphans()
  } else if (certain || dice < MISHAP_SHARE.restart + MISHAP_SHARE.kill) {
    await pause(wait)
    happened.kills++
    await servers[place]?.kill()
    if (ROLES[place] === 'worker') await noteOrphans()
    await launch(place)
  }
}

/** What is being delivered at this moment may never be told to have ended. */
async function noteOrphans(): Promise<void> {
  for (const id of await activeDeliveries()) orphans.add(id)
  killedAt = performance.now()
}

async function activeDeliveries(): Promise<string[]> {
  const { rows } = await again(() =>
    database.executeSql("SELECT id FROM pgboss.job WHERE name = 'deliver-mail' AND state = 'active'"),
  )
  return (rows as { id: string }[]).map(({ id }) => id)
}

async function passLeases(now: Date): Promise<void> {
  const { _max } = await again(() =>
    database.prisma.wave.aggregate({ where: { publishingUntil: { gt: now } }, _max: { publishingUntil: true } }),
  )
  if (_max.publishingUntil) await moveTo(new Date(_max.publishingUntil.getTime() + SECOND))
}

/** What queue and database are at, for whoever must find out why nothing moves. */
async function readDoing() {
  const read = async (text: string) => (await again(() => database.executeSql(text))).rows
  return {
    jobs: await read(`SELECT name, state, count(*)::int AS count, min(start_after) AS from, max(started_on) AS started FROM pgboss.job
      WHERE state IN ('created', 'retry', 'active') GROUP BY name, state`),
    connections:
      await read(`SELECT state, wait_event, left(query, 200) AS query, clock_timestamp() - state_change AS since
      FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle'`),
  }
}

/** Everything that is due at this moment has been done, and nothing is on its way: then the clock may be moved. */
async function settle(): Promise<void> {
  const from = performance.now()
  for (;;) {
    const now = clock()
    const waiting = {
      studies: await again(() => findDueStudies(database.prisma, now)),
      mails: await again(() =>
        database.prisma.outboxMessage.count({ where: { state: 'queued', nextAttemptAt: { lte: now } } }),
      ),
      deliveries: (await activeDeliveries()).filter((id) => !(orphans.has(id) && performance.now() - killedAt > 4000)),
      isSending: mailServer.isBusy(250),
    }
    if (Object.values(waiting).every((value) => !value || (Array.isArray(value) && value.length === 0))) return
    if (waiting.studies.length > 0 && performance.now() - from > LEASE_PATIENCE_SECONDS * SECOND) await passLeases(now)
    if (performance.now() - from > SETTLE_SECONDS * SECOND)
      throw new Error(`stuck: ${JSON.stringify({ ...waiting, now, doing: await readDoing() })}`)
    await pause(100)
  }
}

/** What the web server acknowledged. */
const acknowledged = new Set<string>()

/** Some of those who have their invitation answer one questionnaire, through the web server. */
async function answerSome(workspaceId: string, answers: Record<string, string>): Promise<void> {
  const open = await again(() =>
    database.prisma.assignment.findMany({
      where: {
        ...{ workspaceId, response: null, wave: { workspaceId, state: 'open', closesAt: { gt: clock() } } },
        invitation: { workspaceId, messages: { some: { workspaceId, kind: 'invitation', state: 'sent' } } },
      },
      select: { id: true, invitationId: true },
      take: 60,
    }),
  )
  const chosen = open.filter(() => random() < 1 / Math.max(1, open.length))
  for (const { invitationId } of chosen) {
    const address = `http://127.0.0.1:${ports[0]}`
    const web = new WebClient(address)
    const link = `${address}${paths.answer(workspaceId, makeInvitationToken(TEST_SECRET, workspaceId, invitationId))}`
    try {
      const [first] = await readOpenAssignments(web, link)
      if (!first) continue
      await submitAnswers(web, first.path, answers)
      acknowledged.add(first.path.split('/').at(-1) ?? '')
      happened.submissions++
    } catch {
      // killed, or without its database: nothing was promised to this person
    }
  }
}

test('a study runs for years whatever dies: every mail that was due leaves, none twice, every wave is published', async () => {
  const { prisma } = database
  vi.useFakeTimers({ toFake: ['Date'], now: START })
  const { workspaceId, studyId } = await makeAskingStudy(prisma, { relationships: RELATIONSHIPS })
  const key = { workspaceId, studyId }
  // what is deleted when its time is over could not be held against what arrived
  await prisma.workspace.update({ where: { id: workspaceId }, data: { contactMonths: 120, mailMonths: 120 } })
  await prisma.study.update({
    where: { workspaceId_id: { workspaceId, id: studyId } },
    data: { retentionMonths: 120 },
  })
  const pulse = {
    ...{ beat: { unit: 'monthly', every: 1 } as const, length: 5 },
    instrument: { name: 'relationship-pulse', version: 1 },
  }
  const rhythm = makeRhythm({ firstOn: '2026-01-12', reminders: [3, 8], graceHours: 4, publishDelayDays: 1, pulse })
  expect(await saveRhythm(prisma, key, { rhythm, active: true, now: START })).toEqual({ ok: true })
  vi.useRealTimers()
  const answers = makeDemoStudy().responses[0]?.answers ?? {}
  const begin = performance.now()
  let moments = 0

  for (;;) {
    const now = clock()
    const due = await again(() => nextDueAt(prisma, key, now))
    const queued = await again(() =>
      prisma.outboxMessage.aggregate({ where: { workspaceId, state: 'queued' }, _min: { nextAttemptAt: true } }),
    )
    const mailAt = queued._min.nextAttemptAt
    const isOver = due !== undefined && due > END
    if (isOver && !mailAt) {
      const left = await again(() => prisma.wave.count({ where: { workspaceId, state: { not: 'published' } } }))
      if (left === 0) break
    }
    const next = mailAt && (!due || mailAt < due) ? mailAt : due
    if (!next) throw new Error('nothing is due any more')
    // mails that failed at different moments are tried again together, as if the looks were minutes apart
    await moveTo(new Date(Math.max(now.getTime(), next.getTime() + (next === mailAt ? 120 * SECOND : SECOND))))
    await Promise.all([mishap(moments), answerSome(workspaceId, answers)])
    await settle()
    moments++
  }
  await check(key, `${moments} moments in ${Math.round((performance.now() - begin) / SECOND)} s`)
}, 7_200_000)

async function check({ workspaceId, studyId }: { workspaceId: string; studyId: string }, told: string): Promise<void> {
  const { prisma } = database
  const waves = await prisma.wave.findMany({ where: { workspaceId }, include: { reminders: true } })
  const mails = await prisma.outboxMessage.findMany({ where: { workspaceId }, orderBy: { id: 'asc' } })
  const takenOf = new Map<string, typeof mailServer.taken>()
  for (const one of mailServer.taken) takenOf.set(one.messageId, [...(takenOf.get(one.messageId) ?? []), one])
  const idOf = (mail: { id: string }) => makeMessageId(workspaceId, mail.id, '127.0.0.1')
  const repeats = mailServer.taken.length - takenOf.size
  const lost = mailServer.taken.filter(({ isAnswered }) => !isAnswered).length
  console.log(
    `${YEARS} years, ${RELATIONSHIPS} relationships, ${told}: ${waves.length} waves, ${happened.submissions} answers by web, ` +
      `${happened.kills} kills, ${happened.restarts} restarts of PostgreSQL, ${mails.length} mails recorded, ${takenOf.size} arrived, ` +
      `${repeats} of them again (${lost} answers of the mail server were lost); faults ${JSON.stringify(Object.fromEntries(mailServer.faults))}`,
  )

  expect(happened.kills).toBeGreaterThanOrEqual(2)
  expect(happened.restarts).toBeGreaterThanOrEqual(1)
  expect(mailServer.faults.get('down')).toBeGreaterThan(0)

  // every wave was published, nothing was missed, nothing is stuck or given up
  expect(waves.length).toBeGreaterThan(0)
  expect(waves.every(({ state }) => state === 'published')).toBe(true)
  expect(await prisma.plannedWave.findMany({ where: { workspaceId, studyId, state: 'missed' } })).toEqual([])
  expect(new Set(waves.map(({ plannedWaveId }) => plannedWaveId)).size).toBe(waves.length)
  expect(mails.filter(({ state }) => state === 'queued' || state === 'failed')).toEqual([])
  const { rows: dead } = await database.executeSql("SELECT name, output FROM pgboss.job WHERE state = 'failed'")
  expect(dead).toEqual([])

  // what is marked as sent has arrived, and everything that arrived was recorded
  for (const mail of mails) if (mail.state === 'sent') expect(takenOf.has(idOf(mail)), idOf(mail)).toBe(true)
  const known = new Set(mails.map(idOf))
  for (const messageId of takenOf.keys()) expect(known.has(messageId), messageId).toBe(true)

  // everybody is invited once to each wave, and it arrived
  const invitations = mails.filter(({ kind }) => kind === 'invitation')
  expect(invitations.length).toBe(waves.length * (RELATIONSHIPS + 1))
  expect(new Set(invitations.map(({ invitationId }) => invitationId)).size).toBe(invitations.length)
  for (const mail of invitations) expect(takenOf.has(idOf(mail)), 'an invitation arrived').toBe(true)
  const owed = { certain: 0, possible: 0 }

  // at each reminder who had something left, and no other mail on its way, was reminded once; nobody else was. Who answered, or
  // was written to, at that very moment may have been either.
  for (const wave of waves)
    for (const { doneAt } of wave.reminders) {
      if (!doneAt) continue
      const [before, after] = [new Date(doneAt.getTime() - 180 * SECOND), new Date(doneAt.getTime() + 180 * SECOND)]
      const place = { workspaceId, waveId: wave.id, doneAt }
      const certain = await findOwed({ ...place, answeredBefore: after, sentBefore: before })
      const possible = new Set(await findOwed({ ...place, answeredBefore: before, sentBefore: after }))
      const written = await prisma.outboxMessage.findMany({
        where: {
          ...{ workspaceId, kind: 'reminder', invitation: { workspaceId, waveId: wave.id } },
          createdAt: { gte: new Date(doneAt.getTime() - 5 * SECOND), lt: after },
        },
        select: { invitationId: true },
      })
      const reminded = written.map(({ invitationId }) => invitationId ?? '')
      const once = new Set(reminded)
      expect(reminded.length, `reminders of wave ${wave.number}`).toBe(once.size)
      expect(
        certain.filter((id) => !once.has(id)),
        `not reminded of wave ${wave.number}`,
      ).toEqual([])
      expect(
        reminded.filter((id) => !possible.has(id)),
        `reminded of wave ${wave.number} in vain`,
      ).toEqual([])
      owed.certain += certain.length
      owed.possible += possible.size
    }
  // the doubt is about single people, or the look above would see nothing
  expect(owed.certain).toBeGreaterThan(owed.possible / 2)

  // a mail came again only where its sender could not know that it had arrived: an answer was lost, or a worker or the database died
  expect(repeats).toBeLessThanOrEqual(lost + (happened.kills + happened.restarts) * MOST_REPEATED)
  if (happened.kills + happened.restarts === 0) expect(repeats).toBeLessThanOrEqual(lost)

  // what the web server acknowledged is there
  const stored = await prisma.response.findMany({ where: { workspaceId }, select: { id: true } })
  const there = new Set(stored.map(({ id }) => id))
  expect([...acknowledged].filter((id) => !there.has(id))).toEqual([])
}

interface Owing {
  workspaceId: string
  waveId: string
  doneAt: Date
  /** an answer since then does not count */
  answeredBefore: Date
  /** a mail that left since then was on its way */
  sentBefore: Date
}

/** @returns ids of invitations, in order */
async function findOwed({ workspaceId, waveId, doneAt, answeredBefore, sentBefore }: Owing): Promise<string[]> {
  const rows = await database.prisma.$queryRaw<{ id: string }[]>`
    SELECT i.id FROM invitation i WHERE i.workspace_id = ${workspaceId}::uuid AND i.wave_id = ${waveId}::uuid
      AND EXISTS (SELECT 1 FROM assignment a WHERE a.workspace_id = i.workspace_id AND a.invitation_id = i.id
        AND NOT EXISTS (SELECT 1 FROM response r
          WHERE r.workspace_id = a.workspace_id AND r.id = a.id AND r.submitted_at < ${answeredBefore}))
      AND NOT EXISTS (SELECT 1 FROM outbox_message m WHERE m.workspace_id = i.workspace_id AND m.invitation_id = i.id
        AND m.kind <> 'thank-you' AND m.created_at < ${doneAt} AND (m.state <> 'sent' OR m.sent_at > ${sentBefore}))
    ORDER BY i.id`
  return rows.map(({ id }) => id)
}
