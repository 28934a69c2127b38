import { cp, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, inject } from 'vitest'
import { setUpWorkspace } from '../../prisma/front-door/administrator.ts'
import { MailFolder } from '../../prisma/front-door/mail-folder.ts'
import { type ServerProcess, startServer } from '../../prisma/front-door/server-process.ts'
import { WebClient } from '../../prisma/front-door/web-client.ts'
import { makeEmptyDatabase } from './make-empty-database'

export interface TestServer {
  readonly address: string
  /** an administrator who is signed in */
  readonly web: WebClient
  readonly mails: MailFolder
  /** what the server has printed since it was ready */
  readonly printed: string
}

interface StartedServer extends TestServer {
  server: ServerProcess
}

/** The built server as a process of its own on a fresh database, with a workspace and a signed-in administrator. */
export function useServer(env: Record<string, string> = {}, hostName?: string): TestServer {
  let started: StartedServer | undefined
  let clean = async () => {}
  beforeAll(async () => {
    const dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'thiqa-server-'))
    const prepared = inject('dataDirectory')
    if (prepared) await cp(prepared, dataDirectory, { recursive: true })
    const database = await makeEmptyDatabase()
    const { databaseUrl } = database
    const server = await startServer({ dataDirectory, databaseUrl, env, ...(hostName && { hostName }) })
    clean = async () => {
      await server.stop()
      await database.remove()
      await rm(dataDirectory, { recursive: true, force: true })
    }
    const web = new WebClient(server.address)
    const mails = new MailFolder(path.join(dataDirectory, 'outbox'))
    let printed = ''
    for (const output of [server.process.stdout, server.process.stderr])
      output?.on('data', (chunk: Buffer) => {
        printed += chunk.toString()
      })
    await setUpWorkspace(web, mails, server.setUpAddress ?? '', 'Test workspace')
    started = {
      ...{ server, address: server.address, web, mails },
      get printed() {
        return printed
      },
    }
  }, 300_000)
  afterAll(() => clean(), 60_000)
  const find = (): StartedServer => {
    if (!started) throw new Error('the server is there inside tests and hooks only')
    return started
  }
  return {
    get address() {
      return find().address
    },
    get web() {
      return find().web
    },
    get mails() {
      return find().mails
    },
    get printed() {
      return find().printed
    },
  }
}
