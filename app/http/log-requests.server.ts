import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import { log } from '#app/config/log.server'
import { observeRequest } from '#app/monitoring/figures.server'
import { REQUEST_ID_HEADER } from './request-id'

const METHODS = ['GET', 'HEAD', 'POST']

/**
 * One line for each request: its id, method, entry in the table of contents, status and time. The address is not in it
 * (it may be a personal link), and neither is who asked. The id goes out with the answer.
 * @param trustsProxy whether an id that a proxy gave is kept, so that its log and ours tell of one request
 */
export function logRequests(patternOf: (pathname: string) => string, trustsProxy: boolean): RequestHandler {
  return (request, response, next) => {
    const given = request.headers[REQUEST_ID_HEADER]
    const requestId = trustsProxy && /^[0-9a-f-]{16,36}$/i.test(String(given)) ? String(given) : randomUUID()
    request.headers[REQUEST_ID_HEADER] = requestId
    response.setHeader(REQUEST_ID_HEADER, requestId)
    const begin = process.hrtime.bigint()
    const route = patternOf(request.path)
    const method = METHODS.includes(request.method) ? request.method : 'other'
    response.once('close', () => {
      const milliseconds = Number((process.hrtime.bigint() - begin) / 1000n) / 1000
      // who hangs up before the answer is there got none
      const status = response.writableFinished ? response.statusCode : 499
      observeRequest({ method, route, status, seconds: milliseconds / 1000 })
      const line = { requestId, method, route, status, milliseconds }
      if (status >= 500) log.warning('request', line)
      else log.info('request', line)
    })
    next()
  }
}
