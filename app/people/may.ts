import { type Audience, showsOnlyPools } from '#app/studies/promise'

export const ROLES = ['owner', 'administrator', 'manager', 'researcher', 'auditor'] as const
export type Role = (typeof ROLES)[number]

/** What people do in a workspace; every route names one of these. */
export type Action = (typeof ACTIONS)[number]
export const ACTIONS = [
  /** the page after the sign-in, and what concerns the own account */
  'come-in',
  'read-settings',
  'set-up',
  'run-studies',
  'see-results',
  /** who answers for a relationship, by name */
  'see-owners',
  'keep-promises',
  /** links to reports for people without an account */
  'share-reports',
  'take-data',
  'read-members',
  'manage-members',
  'read-audit',
  /** why a value is withheld: beside results that would tell “too few” from “just enough”, so nobody may both */
  'read-reasons',
  'make-keys',
  /** what a key can be made for; whoever sets up may it by hand anyway */
  'import-people',
] as const

/** What a manager may look at: things named one by one, or all; a firm of their own narrows either. */
export interface Reach {
  seesAll: boolean
  /** the firm that the person works for; null for who runs the surveys */
  firmId: string | null
  organizationIds: readonly string[]
  relationshipIds: readonly string[]
  categories: readonly string[]
}

export interface Actor {
  role: string
  /** counts for managers; without it a manager reaches nothing */
  reach?: Reach
  /** what a key for programs was made for; absent for a person in the browser */
  only?: readonly Action[]
}

export type Thing =
  | { kind: 'relationship'; id: string; buyerId: string; supplierId: string; category: string }
  /** what several relationships come to; `key` is the id of a firm or the name of a category */
  | { kind: 'pool'; scope: string; key: string; audience: Audience }
  /** another member, by the role that they have or are to get */
  | { kind: 'member'; role: string }

const ALL_BUT_REASONS = ACTIONS.filter((action) => action !== 'read-reasons')

const ALLOWED: Record<Role, readonly Action[]> = {
  owner: ALL_BUT_REASONS,
  administrator: ALL_BUT_REASONS,
  manager: ['come-in', 'see-results', 'see-owners', 'keep-promises', 'share-reports'],
  researcher: ['come-in', 'see-results', 'take-data', 'make-keys'],
  auditor: ['come-in', 'read-settings', 'read-members', 'read-audit', 'read-reasons'],
}

/**
 * Whether somebody may do something, to a certain thing where one is named: the only place that decides it.
 * Fails closed: a role, an action or a thing that is not known may nothing.
 */
export function may(actor: Actor, action: Action, thing?: Thing): boolean {
  const { role, only } = actor
  if (!isRole(role) || !ALLOWED[role].includes(action)) return false
  if (only && !only.includes(action)) return false
  if (!thing) return true
  switch (thing.kind) {
    case 'member':
      return role === 'owner' || (isRole(thing.role) && thing.role !== 'owner')
    case 'relationship':
      return role !== 'manager' || reaches(actor.reach, thing)
    case 'pool':
      return role !== 'manager' || reachesPool(actor.reach, thing)
    default:
      return false
  }
}

export function isRole(value: unknown): value is Role {
  return ROLES.includes(value as Role)
}

/**
 * The firm whose own side somebody sees where studies tell everybody else nothing but pools: only who works for a firm, and
 * only of that one; not even who runs the surveys.
 * @returns undefined for all others
 */
export function ownSideOf({ role, reach }: Actor): string | undefined {
  return role === 'manager' ? (reach?.firmId ?? undefined) : undefined
}

/** Whether everything of the workspace lies in somebody's reach, so that nothing needs to be left out. */
export function seesEverything({ role, reach }: Actor): boolean {
  return role !== 'manager' || (reach?.seesAll === true && reach.firmId === null)
}

function reaches(reach: Reach | undefined, thing: Extract<Thing, { kind: 'relationship' }>): boolean {
  if (!reach) return false
  const firms = [thing.buyerId, thing.supplierId]
  if (reach.firmId !== null && !firms.includes(reach.firmId)) return false
  return (
    reach.seesAll ||
    reach.relationshipIds.includes(thing.id) ||
    reach.categories.includes(thing.category) ||
    firms.some((firm) => reach.organizationIds.includes(firm))
  )
}

/** A pool is in reach if all its relationships are; studies that pool over three firms and more tell of none of them. */
function reachesPool(reach: Reach | undefined, { scope, key, audience }: Extract<Thing, { kind: 'pool' }>): boolean {
  if (!reach) return false
  const { seesAll, firmId } = reach
  if (seesAll && firmId === null) return true
  if (scope === 'target-firm' || scope === 'rater-firm') {
    if (firmId !== null && firmId !== key) return false
    return seesAll || reach.organizationIds.includes(key)
  }
  if (showsOnlyPools(audience)) return scope === 'portfolio' || scope === 'category'
  return scope === 'category' && firmId === null && reach.categories.includes(key)
}
