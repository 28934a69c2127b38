import { AUDIT_ACTIONS, type AuditAction } from './audit-event'

export interface AuditFilter {
  action: AuditAction | undefined
  actorId: string | undefined
  objectId: string | undefined
  /** UTC midnight at the start of the first day */
  from: Date | undefined
  /** UTC midnight at the end of the last day */
  until: Date | undefined
}

export const ENTRIES_A_PAGE = 50

/** ids, and what templates and lists are called */
const ID = /^[0-9a-z][0-9a-z@-]{0,79}$/
const DAY_MILLISECONDS = 24 * 60 * 60 * 1000

/** What an address asks the log for; what cannot be asked for is left out. Days are those of UTC. */
export function readAuditFilter(url: string): AuditFilter {
  const { searchParams } = new URL(url)
  const given = (name: string) => searchParams.get(name) ?? ''
  const idOf = (name: string) => (ID.test(given(name)) ? given(name) : undefined)
  const to = dayOf(given('to'))
  return {
    action: AUDIT_ACTIONS.find((one) => one === given('action')),
    actorId: idOf('actor'),
    objectId: idOf('object'),
    from: dayOf(given('from')),
    until: to && new Date(to.getTime() + DAY_MILLISECONDS),
  }
}

function dayOf(value: string): Date | undefined {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(value)) return undefined
  const day = new Date(`${value}T00:00:00Z`)
  return Number.isNaN(day.getTime()) ? undefined : day
}
