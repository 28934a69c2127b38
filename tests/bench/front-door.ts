// npm run bench: responses per second through the whole front door (mail link → list → form → submission), against the
// same rows written by plain SQL into the same database in the same run. Figures of one machine; the ratio travels.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { PGlite } from '@electric-sql/pglite'
import { openWave, setUpWorkspace } from '../../prisma/front-door/administrator.ts'
import { linkIn, MailFolder } from '../../prisma/front-door/mail-folder.ts'
import { readRecordedStudy } from '../../prisma/front-door/recorded-study.ts'
import { readOpenAssignments, submitAnswers } from '../../prisma/front-door/respondent.ts'
import { runAtOnce } from '../../prisma/front-door/run-at-once.ts'
import { prepareStudy } from '../../prisma/front-door/run-recorded-study.ts'
import { startServer } from '../../prisma/front-door/server-process.ts'
import { WebClient } from '../../prisma/front-door/web-client.ts'

const RESPONSES = 200

const dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'thiqa-bench-'))
const server = await startServer({ dataDirectory })
const web = new WebClient(server.address)
const mails = new MailFolder(path.join(dataDirectory, 'outbox'))
await setUpWorkspace(web, mails, server.setUpAddress ?? '', 'Bench')
const study = await readRecordedStudy('tests/reference/data/study')
const settings = {
  name: 'Bench',
  instrument: 'relationship-core@1',
  audience: 'attributed',
  minimumGroupSize: 3,
} as const
const studyPath = await prepareStudy(web, study, settings)

const invited = new Set(study.responses.map((one) => one.respondent)).size
const mailStart = performance.now()
await openWave(web, studyPath)
const received = await mails.wait(invited, (mail) => mail.text.includes('/answer/'), 120)
const mailSeconds = (performance.now() - mailStart) / 1000
const links = received.map((mail) => linkIn(mail, '/answer/'))
const answers = study.responses[0]?.answers ?? {}

let page = ''
async function respond(link: string): Promise<void> {
  const own = new WebClient(server.address)
  const [open] = await readOpenAssignments(own, link)
  if (!open) throw new Error('the link asks about nothing')
  page = await own.read(open.path)
  await submitAnswers(own, open.path, answers)
}

async function measure(atOnce: number, some: string[]): Promise<number> {
  const start = performance.now()
  await runAtOnce(some, atOnce, respond)
  return some.length / ((performance.now() - start) / 1000)
}

await measure(1, links.slice(0, 20)) // warm
const one = await measure(1, links.slice(20, 20 + RESPONSES))
const eight = await measure(8, links.slice(20 + RESPONSES, 20 + 2 * RESPONSES))
await server.stop()

// the same rows, written again by SQL alone, one statement each, into a table of the same shape
const lite = await PGlite.create({ dataDir: path.join(dataDirectory, 'database') })
const { rows } = await lite.query<Record<string, unknown>>('SELECT * FROM response ORDER BY id')
await lite.exec('CREATE TABLE bench_response (LIKE response INCLUDING ALL)')
const columns = Object.keys(rows[0] ?? {})
const statement = `INSERT INTO bench_response (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')})`
const sqlStart = performance.now()
for (const row of rows)
  await lite.query(
    statement,
    columns.map((name) => (name === 'answers' || name === 'scores' ? JSON.stringify(row[name]) : row[name])),
  )
const sql = rows.length / ((performance.now() - sqlStart) / 1000)
await lite.close()
await rm(dataDirectory, { recursive: true, force: true })

const figure = (value: number, digits = 0) => value.toFixed(digits)
console.log(`responses per second through the front door (link, list, form, submission):
  1 respondent at a time   ${figure(one)}   (1/${figure(sql / one)} of plain SQL)
  8 respondents at once    ${figure(eight)}   (1/${figure(sql / eight)} of plain SQL)
plain SQL inserts per second, same rows, same database:   ${figure(sql)}
invitations made and written per second:   ${figure(invited / mailSeconds)}
the respondent's page:   ${page.length} characters, ${Buffer.byteLength(page)} bytes, ${gzipSync(page).length} bytes compressed`)
process.exit(0)
