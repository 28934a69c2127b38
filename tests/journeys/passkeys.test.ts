// Passkeys in a real browser, with an authenticator that Chromium plays (WebAuthn of its DevTools protocol).
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useServer } from '#tests/setup/test-server'
import { requestSignInLink } from '../../prisma/front-door/administrator.ts'
import { WebClient } from '../../prisma/front-door/web-client.ts'
import { DESKTOP, expectAccessible, openBrowser } from './open-browser'

// browsers bind passkeys to names, not to numbers
const server = useServer({}, 'localhost')
let browser: Browser
let context: BrowserContext
let page: Page
let devTools: CDPSession
let authenticatorId = ''

beforeAll(async () => {
  browser = await openBrowser()
  context = await browser.newContext({ viewport: DESKTOP, locale: 'en' })
  page = await context.newPage()
  devTools = await context.newCDPSession(page)
  await devTools.send('WebAuthn.enable')
  ;({ authenticatorId } = await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  }))
}, 120_000)
afterAll(() => browser?.close())

const go = (path: string) => page.goto(server.address + path, { waitUntil: 'networkidle' })
const setVerified = (isUserVerified: boolean) =>
  devTools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })

async function pressSignIn(): Promise<void> {
  await go('/sign-in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
}

test('a device that does not ask who is there makes no passkey', async () => {
  await page.goto(await requestSignInLink(new WebClient(server.address), server.mails))
  await page.click('main button')
  await page.waitForURL(`${server.address}/`)
  await go('/account')
  await setVerified(false)
  await page.fill('#passkey-name', 'Stolen')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.waitForSelector('section[aria-labelledby=own-passkeys] .notice.bad')
  expect(await page.locator('button[value=remove-passkey]').count()).toBe(0)
}, 90_000)

test('one is added on the page of the account', async () => {
  await setVerified(true)
  await go('/account')
  await page.fill('#passkey-name', 'Phone of Sara')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.waitForSelector('button[value=remove-passkey]')
  expect(await page.textContent('section[aria-labelledby=own-passkeys]')).toContain('Phone of Sara')
  await expectAccessible(page)
}, 60_000)

test('it signs in, without a mail, and the log says how', async () => {
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in')
  await pressSignIn()
  await page.waitForURL(`${server.address}/`)
  await go('/audit')
  const log = (await page.textContent('tbody')) ?? ''
  expect(log).toContain('added a passkey')
  expect(log).toContain('by: passkey')
}, 60_000)

test('it does not sign in where the device does not ask who is there, nor after it was removed', async () => {
  const stay = async () => {
    await page.waitForSelector('.notice.bad')
    expect(new URL(page.url()).pathname).toBe('/sign-in')
  }
  await context.clearCookies()
  await setVerified(false)
  await pressSignIn()
  await stay()
  await setVerified(true)
  await pressSignIn()
  await page.waitForURL(`${server.address}/`)
  await go('/account')
  await page.click('button[value=remove-passkey]')
  await expect.poll(() => page.locator('button[value=remove-passkey]').count()).toBe(0)
  await context.clearCookies()
  await pressSignIn()
  await stay()
}, 90_000)
