import { STATUS_CODES } from 'node:http'
import type { RequestHandler } from 'express'
import { PROBLEM_TYPE } from '#app/api/problem'

const CALLS = /^\/api\/v1(\/|$)/

/**
 * Refusals that no call of the interface gave (too much data, too many failures, no such address, another method) leave as
 * problems too: a program is to need one reader for all of them.
 */
export const wordProblems: RequestHandler = (request, response, next) => {
  if (!CALLS.test(request.path)) return next()
  const { write, end } = response
  const isBare = () =>
    response.statusCode >= 400 && !String(response.getHeader('Content-Type') ?? '').startsWith(PROBLEM_TYPE)
  response.write = (...parts: unknown[]) => isBare() || Reflect.apply(write, response, parts)
  response.end = (...parts: unknown[]) => {
    if (!isBare()) return Reflect.apply(end, response, parts)
    const { statusCode: status } = response
    if (status === 405 && !response.hasHeader('Allow')) response.setHeader('Allow', 'GET, HEAD')
    for (const name of ['Content-Length', 'ETag']) response.removeHeader(name)
    response.setHeader('Content-Type', PROBLEM_TYPE)
    const problem = { type: 'about:blank', title: STATUS_CODES[status] ?? '', status }
    return Reflect.apply(end, response, request.method === 'HEAD' ? [] : [JSON.stringify(problem)])
  }
  next()
}
