// npm run bench:page: time to the first byte of a respondent's page while answering, on the embedded database, against a
// file from the disk in the same run. Figures of one machine; the ratio travels.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { makeDemoStudy } from '../../prisma/demo/make-demo-study.ts'
import { openWave, setUpWorkspace } from '../../prisma/front-door/administrator.ts'
import { linkIn, MailFolder } from '../../prisma/front-door/mail-folder.ts'
import { readOpenAssignments } from '../../prisma/front-door/respondent.ts'
import { prepareStudy } from '../../prisma/front-door/run-recorded-study.ts'
import { startServer } from '../../prisma/front-door/server-process.ts'
import { WebClient } from '../../prisma/front-door/web-client.ts'

const REQUESTS = 400

const dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'thiqa-bench-'))
const server = await startServer({ dataDirectory })
const web = new WebClient(server.address)
const mails = new MailFolder(path.join(dataDirectory, 'outbox'))
await setUpWorkspace(web, mails, server.setUpAddress ?? '', 'Bench')
const settings = { instrument: 'relationship-survey@1', audience: 'attributed', minimumGroupSize: 3 } as const
const demo = makeDemoStudy()
await openWave(web, await prepareStudy(web, demo, { name: 'Bench', ...settings }))
const received = await mails.wait(demo.respondents.length, (mail) => mail.text.includes('/answer/'), 120)
const questionnaires: string[] = []
for (const mail of received)
  for (const { path: page } of await readOpenAssignments(new WebClient(server.address), linkIn(mail, '/answer/')))
    questionnaires.push(page)

/** Milliseconds until the first byte of each reply, sorted; and the last reply whole. */
async function measure(addresses: readonly string[]): Promise<{ times: number[]; body: Buffer }> {
  const times: number[] = []
  let body = Buffer.alloc(0)
  for (let index = 0; index < REQUESTS; index += 1) {
    const start = performance.now()
    const reply = await fetch(new URL(addresses[index % addresses.length] ?? '', server.address))
    const reader = reply.body?.getReader()
    const first = await reader?.read()
    times.push(performance.now() - start)
    const parts = [Buffer.from(first?.value ?? [])]
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
      parts.push(Buffer.from(part.value))
    body = Buffer.concat(parts)
  }
  return { times: times.sort((a, b) => a - b), body }
}
const at = (times: number[], share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1)

await measure(questionnaires) // warm
const file = await measure(['/respond.js'])
const page = await measure(questionnaires)
const style = /href="([^"]+\.css)"/.exec(page.body.toString())?.[1] ?? ''
const sheet = await measure([style])
await server.stop()
await rm(dataDirectory, { recursive: true, force: true })
console.log(`milliseconds to the first byte (${REQUESTS} requests, one at a time): half, nine of ten, 99 of 100
  a page of the relationship survey   ${at(page.times, 0.5)}  ${at(page.times, 0.9)}  ${at(page.times, 0.99)}
  a file                              ${at(file.times, 0.5)}  ${at(file.times, 0.9)}  ${at(file.times, 0.99)}
compressed: page ${gzipSync(page.body).length} bytes, style sheet ${gzipSync(sheet.body).length}, script (not needed) ${gzipSync(file.body).length}`)
process.exit(0)
