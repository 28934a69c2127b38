// An address that somebody types in must not lead behind the firewall: each line is a way that has worked somewhere.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAllowedAddress } from '#app/webhooks/target-address'
import { readTarget } from '#app/webhooks/target-url'

const LOOPBACK = ['127.0.0.0/8', '::1/128']

describe('addresses', () => {
  test.each(['8.8.8.8', '93.184.216.34', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001::200e'])(
    '%s is public',
    (address) => expect(isAllowedAddress(address, [])).toBe(true),
  )

  test.each([
    ...['127.0.0.1', '127.8.8.8', '0.0.0.0', '0.1.2.3', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...['169.254.169.254', '169.254.0.1', '100.64.0.1', '100.100.100.200', '192.0.0.192', '198.18.0.1', '192.0.2.1'],
    ...['198.51.100.7', '203.0.113.9', '224.0.0.1', '240.0.0.1', '255.255.255.255', '192.88.99.1'],
    ...['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd00:ec2::254', 'fec0::1', 'ff02::1', '100::1'],
    ...['::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::a00:1', '2002:7f00:1::'],
    ...['2001::1', '2001:db8::1', '3fff::1', '4000::1', '', 'localhost', '8.8.8', '1', '0x08080808', '010.8.8.8'],
  ])('%s is refused', (address) => expect(isAllowedAddress(address, [])).toBe(false))

  test('of private addresses only those of named networks are allowed', () => {
    expect(isAllowedAddress('10.1.2.3', ['10.1.0.0/16'])).toBe(true)
    expect(isAllowedAddress('10.2.2.3', ['10.1.0.0/16'])).toBe(false)
    expect(isAllowedAddress('::1', ['127.0.0.0/8'])).toBe(false)
    expect(isAllowedAddress('::1', LOOPBACK)).toBe(true)
    expect(isAllowedAddress('::ffff:10.1.2.3', ['10.1.0.0/16'])).toBe(false)
  })

  test('no IPv4 address is let in by another spelling', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
        const hex = (high: number, low: number) => (high * 256 + low).toString(16)
        for (const dressed of [
          `::ffff:${address}`,
          `::${hex(a, b)}:${hex(c, d)}`,
          `64:ff9b::${hex(a, b)}:${hex(c, d)}`,
        ])
          expect(isAllowedAddress(dressed, []), dressed).toBe(false)
      }),
    )
  })
})

describe('addresses of webhooks', () => {
  test.each(['https://example.com', 'https://example.com:8443/a?b=c', 'https://8.8.8.8/', 'https://مثال.com/x'])(
    '%s is taken',
    (text) => expect(readTarget(text, [])).toMatchObject({ ok: true }),
  )

  test.each([
    ['http://example.com/', 'scheme'],
    ['ftp://example.com/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['gopher://example.com:25/', 'scheme'],
    ['https://user:password@example.com/', 'credentials'],
    ['https://example.com@127.0.0.1/', 'credentials'],
    ['https://127.0.0.1/', 'not-public'],
    ['https://127.1/', 'not-public'],
    ['https://0x7f000001/', 'not-public'],
    ['https://2130706433/', 'not-public'],
    ['https://0177.0.0.1/', 'not-public'],
    ['https://①②⑦.⓪.⓪.①/', 'not-public'],
    ['https://0/', 'not-public'],
    ['https://localhost/', 'not-public'],
    ['https://LOCALHOST/', 'not-public'],
    ['https://169.254.169.254/latest/meta-data/', 'not-public'],
    ['https://[::1]/', 'not-public'],
    ['https://[::ffff:127.0.0.1]/', 'not-public'],
    ['https://[::ffff:a9fe:a9fe]/', 'not-public'],
    ['https://[fd00:ec2::254]/', 'not-public'],
    ['https://[64:ff9b::7f00:1]/', 'not-public'],
    ['https://10.0.0.1:8080/', 'not-public'],
    ['http://127.0.0.1/', 'not-public'],
    ['https://exam ple.com/', 'no-address'],
    ['https://example.com/\r\nX-Injected: 1', 'no-address'],
    ['https://', 'no-address'],
    ['//example.com', 'no-address'],
    ['example.com', 'no-address'],
    [`https://example.com/${'a'.repeat(500)}`, 'no-address'],
  ])('%j is refused', (text, reason) => expect(readTarget(text, [])).toEqual({ ok: false, reason }))

  test('plain http is taken for this machine alone, where the operator allows it', () => {
    for (const text of ['http://127.0.0.1:9000/', 'http://localhost:9000/', 'http://[::1]:9000/'])
      expect(readTarget(text, LOOPBACK), text).toMatchObject({ ok: true })
    expect(readTarget('http://10.1.2.3/', ['10.0.0.0/8'])).toEqual({ ok: false, reason: 'scheme' })
    expect(readTarget('http://localhost.example.com/', LOOPBACK)).toEqual({ ok: false, reason: 'scheme' })
  })
})
