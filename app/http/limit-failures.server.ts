import { rateLimit } from 'express-rate-limit'

/**
 * Slows down guessing: only refused requests count, so that a firm behind one address can answer as fast as it likes,
 * and personal links are counted per link and address, so that nobody locks out a colleague.
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
    skip: (request) => request.method === 'GET' || request.method === 'HEAD',
    keyGenerator: (request) => {
      const [, first = '', , token = ''] = request.path.split('/')
      return first === 'answer' ? `${request.ip} ${token.slice(0, 8)}` : `${request.ip}`
    },
    validate: { keyGeneratorIpFallback: false },
  })
}
