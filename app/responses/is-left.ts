import type { AskedRelationship } from './read-overview.server'

/** Whether something is still to be answered: neither submitted nor handed over. */
export function isLeft({ state }: Pick<AskedRelationship, 'state'>): boolean {
  return state === 'open' || state === 'started'
}
