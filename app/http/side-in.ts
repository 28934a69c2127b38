import type { Side } from '#app/trust/scored-response'

/** The side that an address asks for; the buyer's where it asks for none. */
export function sideIn(request: Request): Side {
  return new URL(request.url).searchParams.get('side') === 'supplier' ? 'supplier' : 'buyer'
}
