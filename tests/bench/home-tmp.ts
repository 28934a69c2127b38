import { existsSync, unlinkSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { STANDING_ONLY, STANDING_SORTS } from '#app/dashboards/standings/standing-choice'
import { paths } from '#app/http/paths'
import { fillPortfolio } from '#tests/factories/fill-portfolio'
import { setUpWorkspace } from '../../prisma/front-door/administrator.ts'
import { MailFolder } from '../../prisma/front-door/mail-folder.ts'
import { startServer } from '../../prisma/front-door/server-process.ts'
import { WebClient } from '../../prisma/front-door/web-client.ts'
import { openBenchDatabase } from './bench-database'

process.env.SECRET = 'a'.repeat(64)
const { database, url } = await openBenchDatabase('postgresql')
console.log('URL', url)
const dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'thiqa-bench-'))
let server = await startServer({ dataDirectory, databaseUrl: url, port: 3999 })
const web = new WebClient(server.address)
await setUpWorkspace(web, new MailFolder(path.join(dataDirectory, 'outbox')), server.setUpAddress ?? '', 'Bench')
const { prisma } = database
const { id: workspaceId } = await prisma.workspace.findFirstOrThrow()
await fillPortfolio(prisma, { workspaceId, relationships: 10000, waves: 20 })
const some = await prisma.relationship.findMany({ where: { workspaceId }, select: { id: true }, take: 50 })
const homes = [
  ...['', '?page=7', '?group=buyer', '?group=category', '?group=owner', '?q=Firm%201'],
  ...STANDING_SORTS.map((sort) => `?sort=${sort}&order=desc`),
  ...STANDING_ONLY.map((only) => `?only=${only}`),
].map((query) => `${paths.home}${query}`)
await server.stop()
for (;;) {
  console.log('waiting')
  while (!existsSync('/tmp/h/go')) await sleep(300)
  unlinkSync('/tmp/h/go')
  server = await startServer({ dataDirectory, databaseUrl: url, port: 3999 })
  const relations = some.map(({ id }) => paths.relationship(id))
  for (const [name, list] of [['file', ['/favicon.svg']], ['home', homes], ['relationship', relations]] as const) {
    const times: [number, string][] = []
    for (let i = -20; i < 150; i += 1) {
      const address = list[(i + 20) % list.length] ?? ''
      const start = performance.now()
      await web.read(address)
      if (i >= 0) times.push([performance.now() - start, address])
    }
    times.sort((a, b) => a[0] - b[0])
    const at = (share: number) => Math.round(times[Math.floor(share * (times.length - 1))]?.[0] ?? 0)
    console.log(name, 'p50', at(0.5), 'p95', at(0.95), 'max', at(1), times.slice(-5).map(([ms, a]) => `${a} ${Math.round(ms)}`).join(' | '))
    const by = new Map<string, number[]>()
    for (const [ms, a] of times) by.set(a, [...(by.get(a) ?? []), ms])
    if (name === 'home') for (const [a, l] of by) console.log('   ', a, Math.round(l.sort((x, y) => x - y)[Math.floor(l.length / 2)] ?? 0))
  }
  await server.stop()
}
