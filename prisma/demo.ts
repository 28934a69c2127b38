// npm run demo [-- --exit]: fills a fresh embedded database with the sample study through the front door, prints what
// came out, and leaves the server running. Its data stay in data/demo until the next demo.
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { readOptions } from './command-line.ts'
import { backDate } from './demo/back-date.ts'
import { makeDemoEvidence } from './demo/make-demo-evidence.ts'
import { makeDemoStudy } from './demo/make-demo-study.ts'
import { type IndexRow, printComparison, printIndices } from './demo/print-results.ts'
import { recordPromises, recordRegisters } from './demo/record-evidence.ts'
import { requestSignInLink, setUpWorkspace } from './front-door/administrator.ts'
import { MailFolder } from './front-door/mail-folder.ts'
import { runRecordedStudy } from './front-door/run-recorded-study.ts'
import { startServer } from './front-door/server-process.ts'
import { showProgress } from './front-door/show-progress.ts'
import { WebClient } from './front-door/web-client.ts'

/** When the waves were published, the first one first. */
const DAYS_AGO = [330, 240, 150, 60]

const OPTIONS = { exit: { type: 'boolean', default: false }, port: { type: 'string' } } as const

const values = readOptions(OPTIONS, 'usage: npm run demo [-- --exit] [--port NUMBER]')
// PORT as for npm start
const port = values.port ?? process.env.PORT
const dataDirectory = path.resolve('data/demo')

await rm(dataDirectory, { recursive: true, force: true })
const study = makeDemoStudy()
console.log(
  `The sample study: ${study.relationships.length} relationships, ${study.respondents.length} people, ${study.waves.length} waves.`,
)
let server = await startServer({ dataDirectory, ...(port && { port: Number(port) }) })
const web = new WebClient(server.address)
const mails = new MailFolder(path.join(dataDirectory, 'outbox'))
try {
  await setUpWorkspace(web, mails, server.setUpAddress ?? '', 'Thiqa demo')
  const studyPath = await runRecordedStudy({ web, mails, respondentsAtOnce: 8, onProgress: showProgress }, study, {
    name: 'Supplier and buyer trust 2026',
    instrument: 'relationship-annual@1',
    audience: 'shared',
    minimumGroupSize: 3,
  })
  // a year of waves: the server has to rest while their days are moved, and goes on at the same address
  const today = Date.now()
  const published = DAYS_AGO.map((days) => new Date(today - days * 86_400_000))
  const evidence = makeDemoEvidence(published)
  await recordPromises(web, evidence)
  await server.stop()
  await backDate(dataDirectory, published, evidence)
  server = await startServer({ dataDirectory, port: Number(new URL(web.address).port) })
  await recordRegisters(web, evidence)
  const rows = JSON.parse(await web.read(`${studyPath}/indices.json`)) as IndexRow[]
  printIndices(rows, study)
  printComparison(rows, study)
  if (values.exit) {
    await server.stop()
  } else {
    console.log(`\nLook around at ${server.address}`)
    console.log(`Sign in (works once): ${await requestSignInLink(web, mails)}`)
    console.log(`Mails that were sent: ${server.address}/outbox`)
    console.log('Ctrl+C stops the server.')
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => void server.stop().then(() => process.exit(0)))
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  await server.stop()
  process.exit(1)
}
