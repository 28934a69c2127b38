import crypto from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createRequestHandler } from '@remix-run/express'
import type { ServerBuild } from '@remix-run/node'
import compression from 'compression'
import express, { type RequestHandler } from 'express'
import helmet from 'helmet'
import type { Env } from '#app/config/env.server'
import { openDoor } from '#app/db/wall/view.server'
import { checkOrigin } from './check-origin.server'
import { tellClientAddress } from './client-address'
import { forbidCaching } from './forbid-caching.server'
import { limitBody } from './limit-body.server'
import { limitFailures } from './limit-failures.server'
import { logRequests } from './log-requests.server'
import { makeRoutePattern } from './route-pattern'
import { wordProblems } from './word-problems.server'

interface ApplicationParts {
  env: Pick<Env, 'mode' | 'isSecure' | 'trustProxy' | 'failuresPerMinute'>
  /** the pages, as they are now; while developing they are asked for anew with each request */
  loadBuild(): Promise<ServerBuild>
  /** serves the pages' source while developing, instead of files that were built */
  developmentFiles?: RequestHandler | undefined
  /** of the process */
  state(): 'starting' | 'ready' | 'closing'
}

/** Everything between the network and the pages: what every answer says to the browser, and which requests reach no page. */
export async function makeApplication({
  env,
  loadBuild,
  developmentFiles,
  state,
}: ApplicationParts): Promise<express.Express> {
  const build = await loadBuild()
  const patterns = Object.values(build.routes).flatMap((one) => (one?.path && one.path !== '*' ? one.path : []))
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', env.trustProxy)
  app.get('/healthz', (_request, response) => void response.json({ ok: true }))
  app.get(
    '/readyz',
    (_request, response) => void response.status(state() === 'ready' ? 200 : 503).json({ state: state() }),
  )
  app.use((_request, response, next) => {
    response.locals.cspNonce = crypto.randomBytes(16).toString('base64')
    next()
  })
  app.use(securityHeaders({ isDevelopment: developmentFiles !== undefined, isSecure: env.isSecure }))
  app.use(compression())
  if (developmentFiles) app.use(developmentFiles)
  else {
    app.use('/assets', express.static('build/client/assets', { immutable: true, maxAge: '1y' }))
    app.use(express.static('build/client', { maxAge: '1h' }))
  }
  app.use(forbidCaching)
  app.use(logRequests(makeRoutePattern(['', '__manifest', ...patterns]), env.trustProxy > 0))
  app.use(wordProblems)
  app.use(tellClientAddress)
  app.use(checkOrigin(env.trustProxy > 0))
  app.use(limitBody)
  app.use(limitFailures(env.failuresPerMinute))
  app.use((_request, _response, next) => openDoor(next))
  app.all(
    '*',
    createRequestHandler({
      mode: env.mode,
      build: developmentFiles ? loadBuild : build,
      getLoadContext: (_request, response) => ({ cspNonce: response.locals.cspNonce as string }),
    }),
  )
  return app
}

/** The page that shows how mails look: they carry their style in attributes, and its frames take over the rules of the page. */
const MAIL_PREVIEW = /^\/studies\/[^/]+\/mails$/

function securityHeaders({ isDevelopment, isSecure }: { isDevelopment: boolean; isSecure: boolean }) {
  const nonce = (_request: IncomingMessage, response: ServerResponse) =>
    `'nonce-${(response as ServerResponse & { locals: { cspNonce: string } }).locals.cspNonce}'`
  const styleAttributes = (request: IncomingMessage) =>
    isDevelopment || MAIL_PREVIEW.test((request as express.Request).path) ? "'unsafe-inline'" : "'none'"
  return helmet({
    // `no-referrer` would make browsers send `Origin: null`, and forms without script would be refused
    referrerPolicy: { policy: 'same-origin' },
    // over plain http browsers must not be told, and would not listen (RFC 6797, 7.2)
    strictTransportSecurity: isSecure,
    xFrameOptions: { action: 'deny' },
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'", nonce],
        'style-src': isDevelopment ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        'style-src-attr': [styleAttributes],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': isDevelopment ? ["'self'", 'ws:'] : ["'self'"],
        'frame-ancestors': ["'none'"],
        'form-action': ["'self'"],
        'upgrade-insecure-requests': null,
      },
    },
  })
}
