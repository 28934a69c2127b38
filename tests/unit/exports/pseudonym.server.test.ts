import { createSecretKey } from 'node:crypto'
import { expect, test } from 'vitest'
import { makePseudonym } from '#app/exports/pseudonym.server'

const keyOf = (byte: number) => createSecretKey(new Uint8Array(32).fill(byte))
const key = keyOf(7)
const id = '01890000-0000-7000-8000-000000000001'

test('the same person has the same code in all waves of a study, for ever', () => {
  expect(makePseudonym(key, 'person', id)).toBe(makePseudonym(keyOf(7), 'person', id))
  expect(makePseudonym(key, 'person', id)).toMatchInlineSnapshot(`"p_0322e5cec8fb39c352d1"`)
})

test('codes of two studies cannot be joined', () => {
  expect(makePseudonym(keyOf(8), 'person', id)).not.toBe(makePseudonym(key, 'person', id))
})

test('a code says what it stands for and nothing of the id behind it', () => {
  expect(makePseudonym(key, 'person', id)).toMatch(/^p_[0-9a-f]{20}$/)
  expect(makePseudonym(key, 'organization', id).slice(2)).not.toBe(makePseudonym(key, 'relationship', id).slice(2))
})
