import type { RequestHandler } from 'express'

/**
 * Refuses forms that another site sends in a visitor's name. Browsers say where a form comes from; requests that do not
 * (programs) carry no visitor's cookies. Without a trusted proxy nobody may claim another host than the one asked.
 */
export function checkOrigin(trustsProxy: boolean): RequestHandler {
  return (request, response, next) => {
    if (!trustsProxy) delete request.headers['x-forwarded-host']
    const { origin, host } = request.headers
    const isReading = request.method === 'GET' || request.method === 'HEAD'
    const ownHost = request.headers['x-forwarded-host'] ?? host
    if (isReading || origin === undefined || hostOf(origin) === ownHost) next()
    else response.status(403).type('text/plain').send('This form was sent by another site.')
  }
}

/** @returns undefined for `null`, which browsers send for pages that hide their address */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
