import type { RequestHandler } from 'express'

/**
 * No cache, shared or private, keeps an answer unless it says otherwise itself: pages, the data that their script fetches, and
 * files show what only one person may see.
 */
export const forbidCaching: RequestHandler = (_request, response, next) => {
  const { writeHead } = response
  response.writeHead = (...parts: unknown[]) => {
    if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'no-store')
    return Reflect.apply(writeHead, response, parts)
  }
  next()
}
