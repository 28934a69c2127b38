import { expect, test } from 'vitest'
import { deriveKey } from '#app/config/derive-key.server'

test('each purpose has a key of its own, the same each time', () => {
  const keys = (['invitation', 'sealed-mail', 'session'] as const).map((purpose) =>
    deriveKey('a secret', purpose).toString('hex'),
  )
  expect(new Set(keys).size).toBe(3)
  expect(keys[0]).toMatch(/^[0-9a-f]{64}$/)
  expect(deriveKey('a secret', 'invitation').toString('hex')).toBe(keys[0])
})

test('another secret gives other keys', () => {
  expect(deriveKey('a secret', 'session').equals(deriveKey('b secret', 'session'))).toBe(false)
})
