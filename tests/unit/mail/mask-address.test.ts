import { expect, test } from 'vitest'
import { maskAddress } from '#app/mail/mask-address'

test('an address is known by its first letter and its server', () => {
  expect(maskAddress('sara.haddad@firm.example')).toBe('s…@firm.example')
  expect(maskAddress('"a@b"@firm.example')).toBe('"…@firm.example')
  expect(maskAddress('nonsense')).toBe('…')
  expect(maskAddress('@firm.example')).toBe('…')
})
