import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ACTIONS, type Action, may, type Reach, ROLES, seesEverything, type Thing } from '#app/people/may'

describe('what each role may', () => {
  test.each([
    [
      'owner administrator',
      'come-in read-settings set-up run-studies see-results see-owners keep-promises share-reports take-data read-members manage-members read-audit make-keys import-people',
    ],
    ['manager', 'come-in see-results see-owners keep-promises share-reports'],
    ['researcher', 'come-in see-results take-data make-keys'],
    ['auditor', 'come-in read-settings read-members read-audit read-reasons'],
  ])('%s: %s', (roles, allowed) => {
    for (const role of roles.split(' '))
      expect(ACTIONS.filter((action) => may({ role }, action)).join(' ')).toBe(allowed)
  })

  test('nobody sees both results and why others are withheld', () => {
    for (const role of ROLES) expect(may({ role }, 'see-results') && may({ role }, 'read-reasons'), role).toBe(false)
  })

  test('only roles may anything, and nobody what is not known', () => {
    for (const role of ['', 'Owner', 'respondent', 'constructor', '__proto__', 'toString'])
      expect(ACTIONS.some((action) => may({ role }, action))).toBe(false)
    expect(may({ role: 'owner' }, 'delete-everything' as Action)).toBe(false)
    expect(may({ role: 'owner' }, 'set-up', { kind: 'planet' } as unknown as Thing)).toBe(false)
  })

  test('a key for programs may no more than it was made for', () => {
    expect(may({ role: 'owner', only: ['see-results'] }, 'see-results')).toBe(true)
    expect(may({ role: 'owner', only: ['see-results'] }, 'set-up')).toBe(false)
    expect(may({ role: 'auditor', only: ['see-results'] }, 'see-results')).toBe(false)
  })

  test('only an owner decides about owners', () => {
    const may2 = (role: string, other: string) => may({ role }, 'manage-members', { kind: 'member', role: other })
    for (const other of ROLES) expect(may2('owner', other)).toBe(true)
    for (const other of ROLES) expect(may2('administrator', other)).toBe(other !== 'owner')
    for (const other of ROLES) expect(may2('manager', other)).toBe(false)
    expect(may2('administrator', 'emperor')).toBe(false)
  })
})

const NOTHING: Reach = { seesAll: false, firmId: null, organizationIds: [], relationshipIds: [], categories: [] }
const RELATIONSHIP = { kind: 'relationship', id: 'r', buyerId: 'b', supplierId: 's', category: 'steel' } as const
const sees = (reach: Partial<Reach>, thing: Thing = RELATIONSHIP) =>
  may({ role: 'manager', reach: { ...NOTHING, ...reach } }, 'see-results', thing)

describe('the reach of a manager', () => {
  test('is nothing unless something is named', () => {
    expect(sees({})).toBe(false)
    expect(may({ role: 'manager' }, 'see-results', RELATIONSHIP)).toBe(false)
    expect(may({ role: 'researcher' }, 'see-results', RELATIONSHIP)).toBe(true)
  })

  test.each([
    [{ seesAll: true }, true],
    [{ organizationIds: ['b'] }, true],
    [{ organizationIds: ['s'] }, true],
    [{ organizationIds: ['r', 'steel'] }, false],
    [{ relationshipIds: ['r'] }, true],
    [{ relationshipIds: ['b'] }, false],
    [{ categories: ['steel'] }, true],
    [{ categories: ['Steel'] }, false],
    [{ seesAll: true, firmId: 's' }, true],
    [{ seesAll: true, firmId: 'x' }, false],
    [{ relationshipIds: ['r'], firmId: 'x' }, false],
    [{ categories: ['steel'], firmId: 'b' }, true],
  ])('%j sees the relationship: %s', (reach, expected) => {
    expect(sees(reach)).toBe(expected)
  })

  test.each([
    [{ seesAll: true }, 'shared', 'portfolio target-firm rater-firm category'],
    [{ seesAll: true, firmId: 'b' }, 'shared', 'target-firm rater-firm'],
    [{ seesAll: true, firmId: 'b' }, 'pooled', 'portfolio target-firm rater-firm category'],
    [{ seesAll: true, firmId: 'x' }, 'shared', ''],
    [{ organizationIds: ['b'] }, 'shared', 'target-firm rater-firm'],
    [{ organizationIds: ['b'], firmId: 'x' }, 'attributed', ''],
    [{ categories: ['steel'] }, 'shared', 'category'],
    [{ categories: ['steel'], firmId: 'b' }, 'shared', ''],
    [{ relationshipIds: ['r'] }, 'shared', ''],
    [{ relationshipIds: ['r'] }, 'pooled', 'portfolio category'],
  ] as const)('%j sees of a study that is %s these pools: %s', (reach, audience, expected) => {
    const keys = { portfolio: '', 'target-firm': 'b', 'rater-firm': 'b', category: 'steel' }
    const seen = Object.entries(keys).filter(([scope, key]) => sees(reach, { kind: 'pool', scope, key, audience }))
    expect(seen.map(([scope]) => scope).join(' ')).toBe(expected)
  })

  const name = fc.constantFrom('b', 's', 'r', 'x', 'steel')
  const reach = fc.record({
    seesAll: fc.boolean(),
    firmId: fc.option(name),
    organizationIds: fc.array(name),
    relationshipIds: fc.array(name),
    categories: fc.array(name),
  })

  test('never grows by a firm, and never shrinks by naming more', () => {
    fc.assert(
      fc.property(reach, name, (given, more) => {
        const actor = (changed: Partial<Reach>) => ({ role: 'manager', reach: { ...given, ...changed } })
        const seen = (changed: Partial<Reach>) => may(actor(changed), 'see-results', RELATIONSHIP)
        if (seen({})) expect(seen({ firmId: null })).toBe(true)
        if (seen({})) expect(seen({ organizationIds: [...given.organizationIds, more] })).toBe(true)
        if (seesEverything(actor({}))) expect(seen({})).toBe(true)
      }),
    )
  })
})
