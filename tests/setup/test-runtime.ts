import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { parseEnv } from '#app/config/env.server'
import { type JobQueue, startQueue } from '#app/jobs/queue.server'
import { queueSignInMail } from '#app/mail/queue-sign-in-mail.server'
import { openTransport } from '#app/mail/transport.server'
import { createAuth } from '#app/people/auth.server'
import { makeSetUpKey } from '#app/people/set-up-key.server'
import { type Runtime, runtime, setRuntime } from '#app/runtime.server'
import { type TestDatabase, useDatabase } from './test-database'
import { TEST_ADDRESS, TEST_SECRET } from './test-settings'

interface TestRuntimeOptions {
  /** settings of the environment beside the usual ones of a test */
  env?: Record<string, string>
  /** a mail server instead of files; a function, where its port is known only once it listens */
  smtpUrl?: string | (() => string)
  /** for tests that change the schema */
  ofItsOwn?: boolean
  /** for tests that look at the same data again and again */
  isKept?: boolean
}

export interface TestRuntime extends TestDatabase {
  readonly runtime: Runtime
}

/**
 * What `runtime()` gives to routes, for each test anew: an empty database, the real job queue (without a worker: the
 * test calls what a job would do), sign-in, and mails as files in a directory of the test's own.
 */
export function useRuntime(options: TestRuntimeOptions = {}): TestRuntime {
  const db = useDatabase({ ofItsOwn: options.ofItsOwn ?? false, isKept: options.isKept ?? false })
  let queue: JobQueue | undefined
  let directory = ''
  const queueErrors: Error[] = []

  beforeAll(async () => {
    queue = await startQueue(db.database, (error) => queueErrors.push(error))
  })
  beforeEach(async () => {
    if (!queue) throw new Error('the queue did not start')
    directory = await mkdtemp(path.join(os.tmpdir(), 'thiqa-test-'))
    const smtpUrl = typeof options.smtpUrl === 'function' ? options.smtpUrl() : options.smtpUrl
    setRuntime(await makeRuntime(db, queue, directory, { ...options.env, ...(smtpUrl && { SMTP_URL: smtpUrl }) }))
  })
  afterEach(async () => {
    await runtime().transport.close()
    setRuntime(undefined)
    await rm(directory, { recursive: true, force: true })
    const [error] = queueErrors.splice(0)
    if (error) throw error
  })
  afterAll(() => queue?.stop())

  return {
    get database() {
      return db.database
    },
    get prisma() {
      return db.prisma
    },
    get kind() {
      return db.kind
    },
    connect: () => db.connect(),
    get runtime() {
      return runtime()
    },
  }
}

async function makeRuntime(
  db: TestDatabase,
  queue: JobQueue,
  directory: string,
  settings: Record<string, string>,
): Promise<Runtime> {
  const { database, prisma } = db
  const env = parseEnv({
    NODE_ENV: 'test',
    PUBLIC_URL: TEST_ADDRESS,
    DATA_DIRECTORY: directory,
    SECRET: TEST_SECRET,
    ...settings,
  })
  const secret = TEST_SECRET
  const outboxDirectory = path.join(directory, 'outbox')
  return {
    env,
    secret,
    database,
    queue,
    transport: openTransport({ smtpUrl: env.smtpUrl, outboxDirectory }),
    auth: createAuth({
      prisma,
      secret,
      publicUrl: env.publicUrl,
      singleSignOn: env.singleSignOn,
      deliver: (email, token) => queueSignInMail({ prisma, queue, secret, publicUrl: env.publicUrl }, email, token),
    }),
    outboxDirectory,
    setUpKey: await makeSetUpKey(prisma, secret),
  }
}
