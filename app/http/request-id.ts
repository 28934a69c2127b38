/** Where the id of a request stands, for whoever gets only the request, and in the answer, for whoever reports a fault. */
export const REQUEST_ID_HEADER = 'x-request-id'

/** undefined where no server of ours stands before it (tests that call a loader) */
export function requestIdOf(request: Request): string | undefined {
  return request.headers.get(REQUEST_ID_HEADER) ?? undefined
}
