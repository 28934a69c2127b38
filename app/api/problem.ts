import type { Problem } from './schemas'

export const PROBLEM_TYPE = 'application/problem+json'

/** Problems that say more than their status; the page about the interface explains each under its name. */
export const PROBLEM_KINDS = [
  'invalid-request',
  'too-many-requests',
  'too-many-exports',
  'other-request',
  'export-not-ready',
  'invalid-file',
] as const
export type ProblemKind = (typeof PROBLEM_KINDS)[number]

/** A refusal as programs read it (RFC 9457). */
export function problemResponse(problem: Problem, headers: HeadersInit = {}): Response {
  const all = new Headers(headers)
  all.set('Content-Type', PROBLEM_TYPE)
  all.delete('Content-Length')
  return new Response(JSON.stringify(problem), { status: problem.status, headers: all })
}
