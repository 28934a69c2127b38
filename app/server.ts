// The entry: `npm start` (production build) and `npm run dev` (Vite in middleware mode) both run this file.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import type { Express } from 'express'
import { type Env, EnvError, logSettings, parseEnv } from './config/env.server.ts'
import { describeError, log, setUpLog } from './config/log.server.ts'
import { makeApplication } from './http/application.server.ts'

interface ApplicationModule {
  startRuntime(env: Env): Promise<{ setUpKey: string | undefined }>
  stopRuntime(): Promise<void>
}

async function main(env: Env): Promise<void> {
  setUpLog(logSettings(env))
  const vite =
    env.mode === 'production'
      ? undefined
      : await (await import('vite')).createServer({ server: { middlewareMode: true } })
  const loadBuild = async () =>
    (vite
      ? await vite.ssrLoadModule('virtual:remix/server-build')
      : await import(pathToFileURL(path.resolve('build/server/index.js')).href)) as ServerBuild
  const application = (await loadBuild()).entry.module as unknown as ApplicationModule

  let state: 'starting' | 'ready' | 'closing' = 'starting'
  const app = await makeApplication({
    env,
    loadBuild,
    developmentFiles: vite?.middlewares,
    state: () => state,
  })

  const { setUpKey } = await application.startRuntime(env)
  const server = await listen(app, env)
  state = 'ready'
  announce(env, server, setUpKey)

  const stop = () => {
    if (state === 'closing') return
    state = 'closing'
    setTimeout(() => process.exit(1), 15_000).unref()
    server.close(async () => {
      await application.stopRuntime()
      await vite?.close()
      process.exit(0)
    })
    // a connection that was answering meanwhile is kept by its browser, and would hold us up for a minute
    setInterval(() => server.closeIdleConnections(), 250).unref()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

function listen(app: Express, env: Env): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(app)
    // longer than proxies and programs keep a connection: whoever uses it again must not find it closed
    server.keepAliveTimeout = 65_000
    server.once('error', reject)
    server.listen(env.port, env.host, () => resolve(server))
  })
}

function announce(env: Env, server: Server, setUpKey: string | undefined): void {
  const { port } = server.address() as AddressInfo
  const address = env.port === 0 ? `http://${env.host}:${port}` : env.publicUrl
  log.info(`Thiqa is ready at ${address}`)
  // for whoever starts it for the first time; the key opens once
  if (setUpKey) log.info(`Create your workspace: ${address}/set-up?key=${setUpKey}`)
}

try {
  await main(parseEnv(process.env))
} catch (error) {
  const isExpected =
    error instanceof EnvError ||
    (error instanceof Error &&
      ['DirectoryInUseError', 'MigrationError', 'TemplateChangedError'].includes(error.constructor.name))
  if (isExpected) log.error((error as Error).message)
  else log.error('the server did not start', describeError(error))
  process.exit(1)
}
