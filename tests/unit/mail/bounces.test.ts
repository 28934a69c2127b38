import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeBounceAddress, readBounceAddress } from '#app/mail/bounce-address'
import { isAddressGone } from '#app/mail/bounce-status'
import { makeMessageId, readMessageId } from '#app/mail/message-id'
import { makeMailRates, makeRateLimit } from '#app/mail/rate-limit'

test('an envelope sender names its mail, in an address that any mail server takes', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (workspaceId, outboxMessageId) => {
      const address = makeBounceAddress('longest-name@thiqa.example', workspaceId, outboxMessageId)
      expect(address.split('@')[0]?.length).toBeLessThanOrEqual(64)
      for (const written of [address, address.toUpperCase()])
        expect(readBounceAddress('longest-name@thiqa.example', written)).toEqual({ workspaceId, outboxMessageId })
      expect(readBounceAddress('others@thiqa.example', address)).toBeUndefined()
      expect(readBounceAddress('longest-name@other.example', address)).toBeUndefined()
    }),
  )
  for (const other of ['bounces@thiqa.example', `bounces+${'z'.repeat(25)}.${'0'.repeat(25)}@thiqa.example`, ''])
    expect(readBounceAddress('bounces@thiqa.example', other)).toBeUndefined()
})

test('a Message-ID names its mail on its own host alone', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (workspaceId, outboxMessageId) => {
      const id = makeMessageId(workspaceId, outboxMessageId, 'thiqa.example')
      expect(readMessageId(id, 'thiqa.example')).toEqual({ workspaceId, outboxMessageId })
      expect(readMessageId(id, 'other.example')).toBeUndefined()
      expect(readMessageId(`${id} x`, 'thiqa.example')).toBeUndefined()
    }),
  )
})

test.each([
  ['5.1.1', true],
  ['5.0.0', true],
  ['5.2.1', true],
  ['5.4.4', true],
  ['550', true],
  ['553', true],
  ['552', false],
  ['450', false],
  ['5.2.2', false],
  ['5.1.8', false],
  ['5.7.1', false],
  ['4.4.7', false],
  ['', false],
])('%s says that an address is gone: %s', (code, isGone) => {
  expect(isAddressGone(code)).toBe(isGone)
})

test('in no minute do more pass than the limit, and none waits longer than it must', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 80 }),
      fc.integer({ min: 1, max: 7 }),
      (gaps, most) => {
        const limit = makeRateLimit(most)
        const passed: number[] = []
        let now = 0
        for (const gap of gaps) {
          now += gap
          const wait = limit.wait(now)
          expect(wait > 0).toBe(limit.free(now, 100) === 0)
          if (wait > 0) {
            expect(passed.filter((moment) => moment > now + wait - 60_000).length).toBeLessThan(most)
            continue
          }
          limit.pass(now)
          passed.push(now)
          expect(passed.filter((moment) => moment > now - 60_000).length).toBeLessThanOrEqual(most)
        }
      },
    ),
  )
})

test('domains are counted each for itself; without limits everything passes', () => {
  const rates = makeMailRates({ perMinute: undefined, perMinuteAndDomain: 1 })
  rates.ofDomain('a.example').pass(0)
  expect(rates.ofDomain('a.example').wait(1)).toBe(59_999)
  expect(rates.ofDomain('b.example').wait(1)).toBe(0)
  expect(rates.all.free(1, 100)).toBe(100)
})
