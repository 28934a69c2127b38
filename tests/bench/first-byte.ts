// npm run bench:page: time to the first byte of a respondent's page while answering, on the embedded database, against a
// file from the disk in the same run; and how much of it the same page takes with its data at hand, that is without any
// database: routing, React, the stream. Figures of one machine; the ratios travel.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import { parseEnv } from '../../app/config/env.server.ts'
import { openDoor } from '../../app/db/wall/view.server.ts'
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

/** The same pages made in this process, from data that were read once: what is left when there is nothing to read. */
async function measureRendering(addresses: readonly string[]): Promise<number[]> {
  process.env.NODE_ENV = 'production' // React asks it once, when it is loaded
  const file = new URL('../../build/server/index.js', import.meta.url).href
  const build = (await import(file)) as ServerBuild
  const application = build.entry.module as unknown as {
    startRuntime(env: object): Promise<unknown>
    stopRuntime(): Promise<void>
  }
  await application.startRuntime(parseEnv({ NODE_ENV: 'production', DATA_DIRECTORY: dataDirectory }))
  const [id = '', route] = Object.entries(build.routes).find(([name]) => name === 'routes/respond/answer') ?? []
  if (!route) throw new Error('the page for answers has another name')
  const { loader } = route.module
  const kept = new Map<string, unknown>()
  const module: typeof route.module = {
    ...route.module,
    loader: async (given) => {
      const { pathname } = new URL(given.request.url)
      if (!kept.has(pathname)) kept.set(pathname, await loader?.(given))
      return kept.get(pathname)
    },
  }
  const handle = createRequestHandler(
    { ...build, routes: { ...build.routes, [id]: { ...route, module } } },
    'production',
  )
  const times: number[] = []
  for (let index = 0; index < REQUESTS + addresses.length; index += 1) {
    const address = new URL(addresses[index % addresses.length] ?? '', server.address)
    const start = performance.now()
    const reply = await openDoor(() => handle(new Request(address), { cspNonce: 'nonce' }))
    await reply.body?.getReader().read()
    // the first round reads the data
    if (index >= addresses.length) times.push(performance.now() - start)
  }
  await application.stopRuntime()
  return times.sort((a, b) => a - b)
}
const share = (part: number[], whole: number[]) => Math.round((100 * Number(at(part, 0.5))) / Number(at(whole, 0.5)))
const at = (times: number[], share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1)

await measure(questionnaires) // warm
const file = await measure(['/respond.js'])
const page = await measure(questionnaires)
const style = /href="([^"]+\.css)"/.exec(page.body.toString())?.[1] ?? ''
const sheet = await measure([style])
await server.stop()
const rendering = await measureRendering(questionnaires.slice(0, 50))
await rm(dataDirectory, { recursive: true, force: true })
console.log(`milliseconds to the first byte (${REQUESTS} requests, one at a time): half, nine of ten, 99 of 100
  a page of the relationship survey   ${at(page.times, 0.5)}  ${at(page.times, 0.9)}  ${at(page.times, 0.99)}
  of that, without a database         ${at(rendering, 0.5)}  ${at(rendering, 0.9)}  ${at(rendering, 0.99)}   (${share(rendering, page.times)} % of the half)
  a file                              ${at(file.times, 0.5)}  ${at(file.times, 0.9)}  ${at(file.times, 0.99)}
compressed: page ${gzipSync(page.body).length} bytes, style sheet ${gzipSync(sheet.body).length}, script (not needed) ${gzipSync(file.body).length}`)
process.exit(0)
