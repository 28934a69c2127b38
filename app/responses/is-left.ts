import type { AskedRelationship } from './read-overview.server'

/** Whether something is still to be answered: neither submitted nor handed over. */
export function isLeft({ state }: AskedRelationship): boolean {
  return state === 'open' || state === 'started'
}
