import { expect, test } from 'vitest'
import { type Action, may, ROLES } from '#app/people/may'

const ACTIONS: Action[] = ['set-up', 'run-studies', 'see-results', 'take-data']

test.each([
  ['administrator', 'set-up run-studies see-results take-data'],
  ['manager', 'see-results'],
  ['researcher', 'see-results take-data'],
])('a member with the role %s may: %s', (role, allowed) => {
  expect(ACTIONS.filter((action) => may(role, action)).join(' ')).toBe(allowed)
})

test('every role may something, and only roles may', () => {
  expect(ROLES.every((role) => ACTIONS.some((action) => may(role, action)))).toBe(true)
  for (const role of ['', 'owner', 'Administrator', 'constructor', '__proto__', 'toString'])
    expect(ACTIONS.some((action) => may(role, action))).toBe(false)
})

test('nobody may what is not known', () => {
  expect(may('administrator', 'delete-everything' as Action)).toBe(false)
})
