import type { RequestHandler } from 'express'

/** Where the address of the asking machine stands for whoever gets only the request: sign-in, sessions, the log. */
export const CLIENT_ADDRESS_HEADER = 'x-client-address'

/** Writes the address over whatever a client claims in this header; `trust proxy` decides whose word counts. */
export const tellClientAddress: RequestHandler = (request, _response, next) => {
  request.headers[CLIENT_ADDRESS_HEADER] = request.ip ?? ''
  next()
}
