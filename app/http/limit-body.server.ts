import type { NextFunction, Request, Response } from 'express'

const FORM_BYTES = 256 * 1024
/** CSV files come as multipart, or as a hidden field of the form that confirms the preview. */
const IMPORT_BYTES = 8 * 1024 * 1024

/** Refuses bodies that no form of ours can send: by the announced length, and by counting where none is announced. */
export function limitBody(request: Request, response: Response, next: NextFunction): void {
  if (request.method === 'GET' || request.method === 'HEAD') return next()
  const limit = request.path.startsWith('/import/') ? IMPORT_BYTES : FORM_BYTES
  const refuse = () => {
    response
      .set('Connection', 'close')
      .status(413)
      .type('text/plain')
      .send(`Too much data: the limit is ${limit} bytes.`)
  }
  const announced = request.headers['content-length']
  if (announced !== undefined) return Number(announced) > limit ? refuse() : next()
  if (request.headers['transfer-encoding'] === undefined) return next()
  // Nobody's browser sends forms in chunks of unknown length: such a body could not be refused in time
  response.set('Connection', 'close').status(411).type('text/plain').send('The length of the data must be announced.')
}
