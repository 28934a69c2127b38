// What a graceful stop (SIGTERM, as every supervisor sends it) owes: what came in is answered, what is on its way is finished
// and marked, nothing is left for a repeat.
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, connect } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '#app/db/database.server'
import { setUpWorkspace } from '../../prisma/front-door/administrator.ts'
import { MailFolder } from '../../prisma/front-door/mail-folder.ts'
import { type ServerProcess, startServer } from '../../prisma/front-door/server-process.ts'
import { WebClient } from '../../prisma/front-door/web-client.ts'

const EMAIL = 'administrator@thiqa.example'
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

let dataDirectory = ''
let taken = 0
let heard = () => {}
const isOnItsWay = new Promise<void>((resolve) => {
  heard = resolve
})
/** thinks for three seconds before it says that it has taken a mail */
const slowServer = new SMTPServer({
  ...{ authOptional: true, disabledCommands: ['STARTTLS'] },
  onData: (stream, _session, done) => {
    stream.resume()
    stream.once('end', async () => {
      heard()
      await pause(3000)
      taken++
      done()
    })
  },
})

beforeAll(async () => {
  dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'thiqa-stop-'))
  slowServer.listen(0, '127.0.0.1')
  await once(slowServer.server, 'listening')
})
afterAll(async () => {
  await new Promise<void>((resolve) => slowServer.close(resolve))
  await rm(dataDirectory, { recursive: true, force: true })
})

/** @returns seconds and exit code */
async function stop(server: ServerProcess): Promise<{ seconds: number; code: number | null }> {
  const start = performance.now()
  await server.stop()
  return { seconds: (performance.now() - start) / 1000, code: server.process.exitCode }
}

/** Sends a form in two halves on a connection that would be kept. @returns what came back, once the rest was let go */
function sendInHalves(address: string, body: string): { finish: () => Promise<string> } {
  const { hostname, port } = new URL(address)
  const socket = connect(Number(port), hostname)
  let reply = ''
  socket.setEncoding('utf8').on('data', (text: string) => {
    reply += text
  })
  const half = Math.floor(body.length / 2)
  socket.write(
    `POST /sign-in HTTP/1.1\r\nHost: ${hostname}:${port}\r\nOrigin: ${address}\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
      `Content-Length: ${body.length}\r\n\r\n${body.slice(0, half)}`,
  )
  return {
    finish: async () => {
      socket.write(body.slice(half))
      await once(socket, 'close')
      return reply
    },
  }
}

test('a server that is told to stop answers what it has begun to hear, and marks the mail that is on its way', async () => {
  const first = await startServer({ dataDirectory })
  await setUpWorkspace(
    new WebClient(first.address),
    new MailFolder(path.join(dataDirectory, 'outbox')),
    first.setUpAddress ?? '',
    'Test workspace',
  )
  expect(await stop(first)).toMatchObject({ code: 0 })

  const smtpUrl = `smtp://127.0.0.1:${(slowServer.server.address() as AddressInfo).port}`
  const server = await startServer({ dataDirectory, env: { SMTP_URL: smtpUrl, MAIL_FROM: 'thiqa@thiqa.example' } })
  await new WebClient(server.address).submit('/sign-in', { email: EMAIL })
  await isOnItsWay
  const request = sendInHalves(server.address, 'email=nobody%40thiqa.example')
  await pause(300)
  const stopped = stop(server)
  await pause(300)
  expect(await request.finish()).toMatch(/^HTTP\/1\.1 30[23] /)
  const { seconds, code } = await stopped
  expect(code).toBe(0)
  expect(seconds).toBeLessThan(12)
  expect(taken).toBe(1)

  const database = await openDatabase({ dataDirectory, migrationsDirectory: 'prisma/migrations', unsaid: 'everything' })
  const mails = await database.prisma.outboxMessage.findMany({ select: { state: true, attempts: true } })
  const { rows } = await database.executeSql(`SELECT name FROM pgboss.job WHERE state = 'active'`)
  await database.close()
  expect(mails).toEqual([
    { state: 'sent', attempts: 1 },
    { state: 'sent', attempts: 1 },
  ])
  expect(rows).toEqual([])
}, 300_000)
