// The composition root: what one running process consists of. Routes ask `runtime()`; nothing else holds global state.
import path from 'node:path'
import type { Env } from '#app/config/env.server'
import { describeError, log } from '#app/config/log.server'
import { makePrivateDirectory } from '#app/config/private-directory.server'
import { readOrMakeSecret } from '#app/config/secret.server'
import { type Database, openDatabase } from '#app/db/database.server'
import { publishTemplates } from '#app/instruments/publish-templates.server'
import { type JobQueue, startQueue } from '#app/jobs/queue.server'
import { startWorker, type Worker } from '#app/jobs/worker.server'
import { queueSignInMail } from '#app/mail/queue-sign-in-mail.server'
import { makeMailRates } from '#app/mail/rate-limit'
import { type MailTransport, openTransport } from '#app/mail/transport.server'
import { collectProcessFigures } from '#app/monitoring/figures.server'
import { type Auth, createAuth } from '#app/people/auth.server'
import { makeSetUpKey } from '#app/people/set-up-key.server'

export interface Runtime {
  env: Env
  secret: string
  database: Database
  queue: JobQueue
  transport: MailTransport
  auth: Auth
  outboxDirectory: string
  /** the first visitor must show it to create workspace and administrator; printed at start, undefined once used */
  setUpKey: string | undefined
}

// On globalThis, because the development server evaluates this module anew after each edit
const holder = globalThis as typeof globalThis & { thiqaRuntime?: Runtime; thiqaWorker?: Worker }

export function runtime(): Runtime {
  if (!holder.thiqaRuntime) throw new Error('the runtime was not started')
  return holder.thiqaRuntime
}

/** Puts a runtime in place: startRuntime does, and tests do with the parts they need. */
export function setRuntime(value: Runtime | undefined): void {
  if (value) holder.thiqaRuntime = value
  else delete holder.thiqaRuntime
}

export async function startRuntime(env: Env): Promise<{ setUpKey: string | undefined }> {
  if (env.metricsToken) collectProcessFigures()
  const secret = env.secret ?? readOrMakeSecret(env.dataDirectory)
  if (!env.databaseUrl) makePrivateDirectory(path.join(env.dataDirectory, 'database'))
  const database = await openDatabase({
    databaseUrl: env.databaseUrl,
    directUrl: env.directUrl,
    dataDirectory: env.dataDirectory,
    migrationsDirectory: path.resolve('prisma/migrations'),
  })
  await publishTemplates(database.prisma)
  const queue = await startQueue(database, (error) => log.error('the job queue failed', describeError(error)))
  const outboxDirectory = path.join(env.dataDirectory, 'outbox')
  const transport = openTransport({ smtpUrl: env.smtpUrl, outboxDirectory })
  const auth = createAuth({
    prisma: database.prisma,
    secret,
    publicUrl: env.publicUrl,
    singleSignOn: env.singleSignOn,
    deliver: (email, token) =>
      queueSignInMail({ prisma: database.prisma, queue, secret, publicUrl: env.publicUrl }, email, token),
  })
  const setUpKey = await makeSetUpKey(database.prisma, secret)
  const running: Runtime = { env, secret, database, queue, transport, auth, outboxDirectory, setUpKey }
  setRuntime(running)
  if (env.role !== 'web') {
    const { publicUrl, mailFrom, bounceAddress, bounceMailbox } = env
    const rates = makeMailRates(env.mailRates)
    const allowsRehearsal = env.hasOutboxPage
    const mail = { transport, secret, publicUrl, mailFrom, bounceAddress, bounceMailbox, rates }
    const { webhookNetworks } = env
    const parts = {
      prisma: database.prisma,
      queue,
      allowsRehearsal,
      webhookNetworks,
      outboxDirectory,
      dataDirectory: env.dataDirectory,
      ...mail,
    }
    holder.thiqaWorker = await startWorker(parts)
  }
  return { setUpKey }
}

export async function stopRuntime(): Promise<void> {
  const running = holder.thiqaRuntime
  if (!running) return
  await holder.thiqaWorker?.stop()
  await running.queue.stop()
  await running.transport.close()
  await running.database.close()
  delete holder.thiqaWorker
  setRuntime(undefined)
}
