import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { EnvError, parseEnv } from '#app/config/env.server'

const SECRET = 'x'.repeat(32)
const DATABASE_URL = 'postgresql://user:pass-word@db.example.com/thiqa'

describe('the settings', () => {
  test('need nothing: an embedded database on this machine only', () => {
    expect(parseEnv({})).toEqual({
      mode: 'development',
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://127.0.0.1:3000',
      isSecure: false,
      databaseUrl: undefined,
      directUrl: undefined,
      dataDirectory: 'data',
      smtpUrl: undefined,
      mailFrom: 'Thiqa <thiqa@localhost>',
      secret: undefined,
      role: 'all',
      trustProxy: 0,
      webhookNetworks: [],
      failuresPerMinute: 60,
      hasOutboxPage: true,
      bounceAddress: undefined,
      bounceMailbox: undefined,
      mailRates: { perMinute: undefined, perMinuteAndDomain: undefined },
      logLevel: 'info',
      metricsToken: undefined,
      singleSignOn: undefined,
    })
  })

  test('take an empty variable as one that is not set', () => {
    expect(parseEnv({ DATABASE_URL: '', PORT: '', SECRET: '' })).toEqual(parseEnv({}))
  })

  test('ignore variables of other programs', () => {
    expect(parseEnv({ PATH: '/usr/bin', HOME: '/root' })).toEqual(parseEnv({}))
  })

  test('link to the public address without a slash at its end', () => {
    expect(parseEnv({ PUBLIC_URL: 'https://trust.example.com/' }).publicUrl).toBe('https://trust.example.com')
    expect(parseEnv({ HOST: '0.0.0.0', PORT: '8080' }).publicUrl).toBe('http://localhost:8080')
  })

  test('send migrations and jobs to the direct address where there is one', () => {
    const direct = 'postgresql://direct.example.com/thiqa'
    expect(parseEnv({ DATABASE_URL, SECRET }).directUrl).toBe(DATABASE_URL)
    expect(parseEnv({ DATABASE_URL, SECRET, DIRECT_URL: direct }).directUrl).toBe(direct)
  })
})

describe('the mailbox for bounces', () => {
  test.each([
    [
      'imaps://bounces%40a.example:p%23ss@mail.a.example',
      {
        host: 'mail.a.example',
        port: 993,
        secure: true,
        auth: { user: 'bounces@a.example', pass: 'p#ss' },
        folder: 'INBOX',
      },
    ],
    [
      'imap://b:p@mail.a.example:1143/In/Box?move=Done',
      { port: 1143, doSTARTTLS: true, folder: 'In/Box', moveTo: 'Done' },
    ],
    ['imap://b:p@127.0.0.1', { host: '127.0.0.1', port: 143, secure: false, doSTARTTLS: false }],
    ['imaps://b:p@[::1]', { host: '::1' }],
  ])('is read from %s', (address, mailbox) => {
    expect(parseEnv({ MAIL_BOUNCES_IMAP: address }).bounceMailbox).toMatchObject(mailbox)
  })

  test.each([
    'https://b:p@mail.a.example',
    'imaps://mail.a.example',
    'imaps://b@mail.a.example',
    'imaps://b:p@mail.a.example?delete=yes',
    'imaps://b:100%@mail.a.example',
    'bounces',
  ])('is not read from %s', (address) => {
    expect(() => parseEnv({ MAIL_BOUNCES_IMAP: address })).toThrow('MAIL_BOUNCES_IMAP must be like')
  })
})

describe('the page that shows mails', () => {
  test.each([
    [{}, true],
    [{ HOST: 'localhost' }, true],
    [{ HOST: '0.0.0.0' }, false],
    [{ TRUST_PROXY: '1' }, false],
    [{ SMTP_URL: 'smtp://localhost:25' }, false],
    [{ SMTP_URL: 'smtp://localhost:25', OUTBOX_PAGE: 'on' }, false],
    [{ OUTBOX_PAGE: 'off' }, false],
    [{ HOST: '0.0.0.0', OUTBOX_PAGE: 'on' }, true],
  ])('with %j it is there: %s', (variables, expected) => {
    expect(parseEnv(variables as Record<string, string>).hasOutboxPage).toBe(expected)
  })
})

describe('wrong settings', () => {
  test.each([
    [{ PORT: 'eighty' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: '80.5' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://localhost/thiqa', SECRET }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'localhost', SECRET }, 'DATABASE_URL'],
    [{ DATABASE_URL }, 'SECRET'],
    [{ SECRET: 'short' }, 'SECRET'],
    [{ PUBLIC_URL: 'trust.example.com' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'javascript:alert(1)' }, 'PUBLIC_URL'],
    [{ SMTP_URL: 'http://mail.example.com' }, 'SMTP_URL'],
    [{ ROLE: 'worker' }, 'ROLE'],
    [{ ROLE: 'boss', DATABASE_URL, SECRET }, 'ROLE'],
    [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY'],
    [{ OUTBOX_PAGE: 'yes' }, 'OUTBOX_PAGE'],
    [{ WEBHOOK_NETWORKS: '10.1.0.0' }, 'WEBHOOK_NETWORKS'],
    [{ WEBHOOK_NETWORKS: '10.0.0.0/8, example.com' }, 'WEBHOOK_NETWORKS'],
    [{ NODE_ENV: 'staging' }, 'NODE_ENV'],
  ])('%j are refused by name', (variables, name) => {
    expect(() => parseEnv(variables as Record<string, string>)).toThrow(EnvError)
    expect(() => parseEnv(variables as Record<string, string>)).toThrow(new RegExp(`^  ${name} `, 'm'))
  })

  test('are all named at once', () => {
    expect(() => parseEnv({ PORT: 'x', ROLE: 'x' })).toThrow(/PORT.*ROLE/s)
  })

  test('are named without their values, which may be secrets', () => {
    const secret = 'a-secret-too-short'
    let message = ''
    try {
      parseEnv({ SECRET: secret, DATABASE_URL: 'mysql://user:pass-word@db/x' })
    } catch (error) {
      message = String(error)
    }
    expect(message).toContain('SECRET')
    expect(message).not.toContain(secret)
    expect(message).not.toContain('pass-word')
  })
})

test('.env.example names every setting, and no other', () => {
  const named = [...readFileSync('.env.example', 'utf8').matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name)
  const known = [...readFileSync('app/config/env.server.ts', 'utf8').matchAll(/^ {4}([A-Z_]+):/gm)].map(
    ([, name]) => name,
  )
  // the server knows nothing of backups
  const ofCommands = ['BACKUP_PASSPHRASE']
  expect(named.sort()).toEqual([...known.filter((name) => name !== 'NODE_ENV'), ...ofCommands].sort())
})
