// npm run test:crash -- [KILLS]
// Kills the server (SIGKILL) at random moments while respondents submit, starts it again on the same data, and checks
// what was promised: every acknowledged response is there, none is half, and no mail was sent twice.
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { makeDemoStudy } from '../../prisma/demo/make-demo-study.ts'
import { closeWave, openWave, setUpWorkspace } from '../../prisma/front-door/administrator.ts'
import { linkIn, MailFolder } from '../../prisma/front-door/mail-folder.ts'
import { readOpenAssignments, submitAnswers } from '../../prisma/front-door/respondent.ts'
import { runAtOnce } from '../../prisma/front-door/run-at-once.ts'
import { prepareStudy } from '../../prisma/front-door/run-recorded-study.ts'
import { findFreePort, type ServerProcess, startServer } from '../../prisma/front-door/server-process.ts'
import { WebClient } from '../../prisma/front-door/web-client.ts'

const kills = Number(process.argv[2] ?? 10)
const dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'thiqa-crash-'))
const outbox = path.join(dataDirectory, 'outbox')
const port = await findFreePort() // the same after each start: links keep their address
const start = () => startServer({ dataDirectory, databaseUrl: process.env.DATABASE_URL, port })

const study = makeDemoStudy()
let server: ServerProcess = await start()
try {
  const web = new WebClient(server.address)
  const mails = new MailFolder(outbox)
  await setUpWorkspace(web, mails, server.setUpAddress ?? '', 'Crash test')
  const settings = {
    name: 'Crash test',
    instrument: 'relationship-core@1',
    audience: 'attributed',
    minimumGroupSize: 3,
  } as const
  const studyPath = await prepareStudy(web, study, settings)
  await openWave(web, studyPath)
  const invitations = await mails.wait(
    study.respondents.length,
    (mail) => mail.subject !== '' && /\/answer\//.test(mail.text),
    60,
  )
  const mailsBefore = await describeMails()

  // every questionnaire of the wave, with the answers recorded for it in any wave
  const waiting: { path: string; answers: Record<string, string> }[] = []
  for (const mail of invitations) {
    const respondent = study.respondents.find((one) => one.email === mail.to)
    const answers = study.responses.find((one) => one.respondent === respondent?.id)?.answers ?? {}
    for (const { path } of await readOpenAssignments(web, linkIn(mail, '/answer/'))) waiting.push({ path, answers })
  }
  console.log(`${waiting.length} questionnaires, ${kills} kills`)

  const acknowledged = new Set<string>()
  const perKill = Math.ceil(waiting.length / (kills + 1))
  for (let kill = 1; kill <= kills; kill++) {
    const until = Math.min(waiting.length, acknowledged.size + Math.max(2, Math.round(perKill * (0.4 + Math.random()))))
    await submitUntilKilled(
      waiting.filter((one) => !acknowledged.has(one.path)),
      until,
    )
    server = await start()
    for (const path of acknowledged) assert.ok(await isReceipt(path), `kill ${kill}: an acknowledged response is gone`)
    console.log(`kill ${kill}: ${acknowledged.size} acknowledged responses, all there`)
  }

  /** Submits with eight respondents at once and pulls the plug as soon as `until` responses are acknowledged. */
  async function submitUntilKilled(rest: typeof waiting, until: number): Promise<void> {
    let isKilled = false
    await runAtOnce(rest, 8, async ({ path, answers }) => {
      if (isKilled) return
      try {
        await submitAnswers(new WebClient(server.address), path, answers)
        acknowledged.add(path)
      } catch (error) {
        if (!isKilled) throw error // only the kill may break a submission
      }
      if (acknowledged.size >= until && !isKilled) {
        isKilled = true
        setTimeout(() => void server.kill(), Math.random() * 5)
        await new Promise<void>((resolve) => server.process.once('exit', () => resolve()))
      }
    })
    if (!isKilled) await server.kill()
  }

  async function isReceipt(path: string): Promise<boolean> {
    const page = await new WebClient(server.address).read(path)
    return !page.includes('name="trust_1"')
  }

  const administrator = web
  await closeWave(administrator, studyPath, 60)
  const rows = parse(await administrator.read(`${studyPath}/data/responses-wide.csv?purpose=What+was+kept`), {
    columns: true,
    bom: true,
  }) as Record<string, string>[]
  assert.equal(new Set(rows.map((row) => row.response_id)).size, rows.length, 'a response is there twice')
  assert.ok(rows.length >= acknowledged.size, 'fewer responses than were acknowledged')
  for (const row of rows) assert.ok(row.trust_1 !== '' && row.dependence_4 !== '', 'a response is half there')
  const mailsAfter = await describeMails()
  for (const [name, written] of mailsBefore) assert.equal(mailsAfter.get(name), written, 'a mail was sent twice')
  // whoever has answered everything is thanked, once
  assert.ok(mailsAfter.size - mailsBefore.size <= invitations.length, 'a mail was sent that nobody asked for')
  console.log(
    `passed: ${acknowledged.size} acknowledged, ${rows.length} stored and whole, ${mailsAfter.size} mails, none twice`,
  )
} finally {
  await server.kill()
  await rm(dataDirectory, { recursive: true, force: true })
}

/** Every mail file with the moment it was written: a mail sent again would be written again. */
async function describeMails(): Promise<Map<string, number>> {
  const names = await readdir(outbox)
  return new Map(
    await Promise.all(names.map(async (name) => [name, (await stat(path.join(outbox, name))).mtimeMs] as const)),
  )
}
