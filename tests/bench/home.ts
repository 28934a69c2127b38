// npm run bench:home: milliseconds of the real server, on PostgreSQL, for the home page and the page of a relationship, in a workspace of
// 10,000 relationships over 20 waves (BENCH_RELATIONSHIPS, BENCH_WAVES), beside a file of the same server. One request at a time; the
// worker is not in the process that answers, as in an installation of this size.
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { STANDING_ONLY, STANDING_SORTS } from '#app/dashboards/standings/standing-choice'
import { paths } from '#app/http/paths'
import { fillPortfolio } from '#tests/factories/fill-portfolio'
import { setUpWorkspace } from '../../prisma/front-door/administrator.ts'
import { MailFolder } from '../../prisma/front-door/mail-folder.ts'
import { startServer } from '../../prisma/front-door/server-process.ts'
import { WebClient } from '../../prisma/front-door/web-client.ts'
import { openBenchDatabase } from './bench-database'

const RELATIONSHIPS = Number(process.env.BENCH_RELATIONSHIPS ?? 10_000)
const WAVES = Number(process.env.BENCH_WAVES ?? 20)
const REQUESTS = 200

const { database, url, close } = await openBenchDatabase('postgresql')
const dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'thiqa-bench-'))
const env = { SECRET: randomBytes(32).toString('hex') }
let server = await startServer({ dataDirectory, databaseUrl: url, env })
try {
  const { prisma } = database
  const web = new WebClient(server.address)
  await setUpWorkspace(web, new MailFolder(path.join(dataDirectory, 'outbox')), server.setUpAddress ?? '', 'Bench')
  await server.stop()
  const { id: workspaceId } = await prisma.workspace.findFirstOrThrow()
  await fillPortfolio(prisma, { workspaceId, relationships: RELATIONSHIPS, waves: WAVES })
  // as autovacuum leaves tables
  await prisma.$executeRawUnsafe('VACUUM (ANALYZE)')
  const port = Number(new URL(web.address).port)
  server = await startServer({ dataDirectory, databaseUrl: url, port, env: { ...env, ROLE: 'web' } })
  const { id: studyId } = await prisma.study.findFirstOrThrow({ where: { workspaceId } })
  const some = await prisma.relationship.findMany({ where: { workspaceId }, select: { id: true }, take: 50 })
  const homes = [
    ...['', '?page=7', '?group=buyer', '?group=category', '?group=owner', '?q=Firm%201'],
    ...STANDING_SORTS.map((sort) => `?sort=${sort}&order=desc`),
    ...STANDING_ONLY.map((only) => `?only=${only}`),
  ]
  console.table({
    'a file': await measure(web, ['/favicon.svg']),
    home: await measure(
      web,
      homes.map((query) => `${paths.home}${query}`),
    ),
    relationship: await measure(
      web,
      some.map(({ id }) => paths.studyRelationship(studyId, id)),
    ),
  })
} finally {
  await server.stop()
  await close()
  await rm(dataDirectory, { recursive: true, force: true })
}

async function measure(web: WebClient, addresses: readonly string[]): Promise<Record<string, number | string>> {
  const times: { address: string; milliseconds: number }[] = []
  for (let index = -20; index < REQUESTS; index += 1) {
    const address = addresses[(index + 20) % addresses.length] ?? ''
    const start = performance.now()
    await web.read(address)
    // the first ones warm up
    if (index >= 0) times.push({ address, milliseconds: performance.now() - start })
  }
  times.sort((a, b) => a.milliseconds - b.milliseconds)
  const at = (share: number) => Math.round(times[Math.floor(share * (times.length - 1))]?.milliseconds ?? 0)
  return { 'p50, ms': at(0.5), 'p95, ms': at(0.95), 'slowest, ms': at(1), 'slowest is': times.at(-1)?.address ?? '' }
}
