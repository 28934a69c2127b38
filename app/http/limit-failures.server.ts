import { rateLimit } from 'express-rate-limit'

/** Links to reports, which are opened and nothing else: looking for one is guessing, too. */
const isReportLink = (path: string) => path.startsWith('/report/')

/**
 * Slows down guessing: only refused requests count, so that a firm behind one address can answer as fast as it likes,
 * and personal links are counted per link and address, so that nobody locks out a colleague. Links to reports are counted by
 * themselves, whatever link it is: who opens many that lead nowhere guesses, and may still sign in and answer.
 * In memory: each process counts for itself.
 */
export function limitFailures(perMinute: number) {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_request, response) => response.statusCode < 400,
    skip: ({ method, path }) => (method === 'GET' || method === 'HEAD') && !isReportLink(path),
    keyGenerator: (request) => {
      const [, first = '', , token = ''] = request.path.split('/')
      if (isReportLink(request.path)) return `${request.ip} report`
      return first === 'answer' ? `${request.ip} ${token.slice(0, 8)}` : `${request.ip}`
    },
    validate: { keyGeneratorIpFallback: false },
  })
}
