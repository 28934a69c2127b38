export const ROLES = ['administrator', 'manager', 'researcher'] as const
export type Role = (typeof ROLES)[number]

/** What people do in a workspace; every route names one of these. */
export type Action = 'set-up' | 'run-studies' | 'see-results' | 'take-data'

const ALLOWED: Record<Role, readonly Action[]> = {
  administrator: ['set-up', 'run-studies', 'see-results', 'take-data'],
  manager: ['see-results'],
  researcher: ['see-results', 'take-data'],
}

/** Fails closed: a role that is not known may nothing. */
export function may(role: string, action: Action): boolean {
  return Object.hasOwn(ALLOWED, role) && ALLOWED[role as Role].includes(action)
}
