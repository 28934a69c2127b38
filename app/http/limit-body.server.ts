import type { NextFunction, Request, Response } from 'express'

const FORM_BYTES = 256 * 1024
/** CSV files come as multipart, or as a hidden field of the form that confirms the preview. */
const IMPORT_BYTES = 8 * 1024 * 1024
/** A questionnaire with its words in several languages, or a workbook of another tool. */
const TEMPLATE_BYTES = 2 * 1024 * 1024

/** Refuses bodies that no form of ours can send, by their announced length: before a byte of them is kept. */
export function limitBody(request: Request, response: Response, next: NextFunction): void {
  const problem = request.method === 'GET' || request.method === 'HEAD' ? undefined : findProblem(request)
  if (problem) response.set('Connection', 'close').status(problem.status).type('text/plain').send(problem.text)
  else next()
}

/** Beside those of the lists. */
const IMPORTS = ['/studies/import', '/studies/import.data', '/api/v1/participants/import']

function limitFor(path: string): number {
  if (path.startsWith('/import/') || IMPORTS.includes(path)) return IMPORT_BYTES
  return path === '/templates' ? TEMPLATE_BYTES : FORM_BYTES
}

function findProblem(request: Request): { status: number; text: string } | undefined {
  const limit = limitFor(request.path)
  const announced = request.headers['content-length']
  if (announced !== undefined)
    return Number(announced) > limit ? { status: 413, text: `Too much data: the limit is ${limit} bytes.` } : undefined
  // Browsers announce the length of forms: a body of unknown length could not be refused in time
  return request.headers['transfer-encoding'] === undefined
    ? undefined
    : { status: 411, text: 'The length of the data must be announced.' }
}
