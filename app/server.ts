// The entry: `npm start` (production build) and `npm run dev` (Vite in middleware mode) both run this file.
import crypto from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express from 'express'
import helmet from 'helmet'
import { type Env, EnvError, logSettings, parseEnv } from './config/env.server.ts'
import { describeError, log, setUpLog } from './config/log.server.ts'
import { openDoor } from './db/wall/view.server.ts'
import { checkOrigin } from './http/check-origin.server.ts'
import { tellClientAddress } from './http/client-address.ts'
import { limitBody } from './http/limit-body.server.ts'
import { limitFailures } from './http/limit-failures.server.ts'
import { logRequests } from './http/log-requests.server.ts'
import { makeRoutePattern } from './http/route-pattern.ts'

interface ApplicationModule {
  startRuntime(env: Env): Promise<{ setUpKey: string | undefined }>
  stopRuntime(): Promise<void>
}

async function main(env: Env): Promise<void> {
  setUpLog(logSettings(env))
  const isProduction = env.mode === 'production'
  const vite = isProduction
    ? undefined
    : await (await import('vite')).createServer({ server: { middlewareMode: true } })
  const loadBuild = async () =>
    (vite
      ? await vite.ssrLoadModule('virtual:remix/server-build')
      : await import(pathToFileURL(path.resolve('build/server/index.js')).href)) as ServerBuild
  const { routes, entry } = await loadBuild()
  const application = entry.module as unknown as ApplicationModule
  const patterns = Object.values(routes).flatMap((one) => (one?.path && one.path !== '*' ? one.path : []))

  let state: 'starting' | 'ready' | 'closing' = 'starting'
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', env.trustProxy)
  app.get('/healthz', (_request, response) => void response.json({ ok: true }))
  app.get('/readyz', (_request, response) => void response.status(state === 'ready' ? 200 : 503).json({ state }))
  app.use((_request, response, next) => {
    response.locals.cspNonce = crypto.randomBytes(16).toString('base64')
    next()
  })
  app.use(securityHeaders(isProduction))
  app.use(compression())
  if (vite) app.use(vite.middlewares)
  else {
    app.use('/assets', express.static('build/client/assets', { immutable: true, maxAge: '1y' }))
    app.use(express.static('build/client', { maxAge: '1h' }))
  }
  app.use(logRequests(makeRoutePattern(['', '__manifest', ...patterns]), env.trustProxy > 0))
  app.use(tellClientAddress)
  app.use(checkOrigin(env.trustProxy > 0))
  app.use(limitBody)
  app.use(limitFailures(env.failuresPerMinute))
  app.use((_request, _response, next) => openDoor(next))
  app.all(
    '*',
    createRequestHandler({
      mode: env.mode,
      build: vite ? loadBuild : await loadBuild(),
      getLoadContext: (_request, response) => ({ cspNonce: response.locals.cspNonce as string }),
    }),
  )

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
    server.closeIdleConnections()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

function securityHeaders(isProduction: boolean) {
  const nonce = (_request: IncomingMessage, response: ServerResponse) =>
    `'nonce-${(response as ServerResponse & { locals: { cspNonce: string } }).locals.cspNonce}'`
  return helmet({
    // `no-referrer` would make browsers send `Origin: null`, and forms without script would be refused
    referrerPolicy: { policy: 'same-origin' },
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'", nonce],
        'style-src': isProduction ? ["'self'"] : ["'self'", "'unsafe-inline'"],
        'style-src-attr': ["'unsafe-inline'"], // widths of bars and chart canvases; no script can come in this way
        'img-src': ["'self'", 'data:'],
        'connect-src': isProduction ? ["'self'"] : ["'self'", 'ws:'],
        'frame-ancestors': ["'none'"],
        'form-action': ["'self'"],
        'upgrade-insecure-requests': null,
      },
    },
  })
}

function listen(app: express.Express, env: Env): Promise<Server> {
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
