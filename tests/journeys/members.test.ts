// People of a workspace in a real browser: an owner invites a manager, who sees one relationship and nothing else; accounts,
// keys and the log; all of it without script too, for eyes, ears and small screens.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { useServer } from '#tests/setup/test-server'
import { totpCode } from '#tests/setup/totp-code'
import { requestSignInLink } from '../../prisma/front-door/administrator.ts'
import { linkIn } from '../../prisma/front-door/mail-folder.ts'
import { WebClient } from '../../prisma/front-door/web-client.ts'
import {
  clickThrough,
  collectComplaints,
  DESKTOP,
  expectAccessible,
  expectNoSidewaysScroll,
  isTurnOf,
  openBrowser,
  PHONE,
} from './open-browser'
import { publishFirstWave } from './publish-first-wave'

const MANAGER = 'layla@thiqa.example'
const server = useServer()
let browser: Browser
let context: BrowserContext
let page: Page
let studyPath = ''
let complaints: string[] = []

beforeAll(async () => {
  browser = await openBrowser()
  studyPath = await publishFirstWave(server)
  context = await browser.newContext({ viewport: DESKTOP, locale: 'en' })
  page = await context.newPage()
  complaints = collectComplaints(page)
  await page.goto(await requestSignInLink(new WebClient(server.address), server.mails))
  await page.click('main button')
  await page.waitForURL(`${server.address}/`)
}, 400_000)
afterAll(() => browser?.close())

const go = (path: string) => page.goto(server.address + path, { waitUntil: 'networkidle' })

test('an owner invites a manager of one relationship; what is missing is said, what was typed is kept', async () => {
  await go('/members')
  await page.click('a.button')
  await page.waitForURL('**/members/new')
  await page.fill('#name', 'Layla Haddad')
  await page.fill('#email', MANAGER)
  await page.click('button[value=save]')
  await page.waitForSelector('.error-summary')
  expect(await page.inputValue('#email')).toBe(MANAGER)
  await expectAccessible(page)
  await page.click('#relationships summary')
  await page.locator('#relationships input').first().check()
  await page.click('button[value=save]')
  await page.waitForURL('**/members')
  await expect.poll(() => page.textContent('tbody')).toContain('Layla Haddad')
}, 60_000)

test('the manager comes in by the mail, without script, and sees that relationship alone', async () => {
  const [invitation] = await server.mails.wait(1, ({ to }) => to === MANAGER, 60)
  if (!invitation) throw new Error('no invitation came')
  const own = await browser.newContext({ viewport: PHONE, locale: 'ar', javaScriptEnabled: false })
  const phone = await own.newPage()
  await phone.goto(linkIn(invitation, '/sign-in'))
  expect(await phone.inputValue('#email')).toBe(MANAGER)
  await clickThrough(phone, 'main form button')
  const [mail] = await server.mails.wait(1, ({ to }) => to === MANAGER, 60)
  if (!mail) throw new Error('no sign-in link came')
  await phone.goto(linkIn(mail, '/sign-in/confirm'))
  await clickThrough(phone, 'main button')
  const pages = await phone
    .locator('header nav a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
  expect(pages).toEqual(['/studies', '/signals', '/evidence'])
  await phone.goto(`${server.address}${studyPath}/portfolio`)
  expect(await phone.locator('tbody tr').count()).toBe(1)
  await expectNoSidewaysScroll(phone)
  for (const path of ['/members', '/audit', '/settings', '/organizations', `${studyPath}/data/responses-wide.csv`])
    expect((await phone.request.get(server.address + path)).status(), path).toBe(403)
  await own.close()
}, 90_000)

test('a second factor is switched on, and asked for', async () => {
  await go('/account')
  await page.click('button[value=start-second-factor]')
  await page.waitForSelector('.qr-code')
  await expectAccessible(page)
  const secret = (await page.textContent('section[aria-labelledby=own-second-factor] p code')) ?? ''
  const code = () => totpCode(`otpauth://totp/x?secret=${secret}`, new Date())
  await page.fill('#code', code())
  await page.click('button[value=finish-second-factor]')
  await page.waitForSelector('button[value=stop-second-factor]')
  const other = await browser.newContext({ locale: 'en' })
  const elsewhere = await other.newPage()
  await elsewhere.goto(await requestSignInLink(new WebClient(server.address), server.mails))
  await elsewhere.click('main button')
  await elsewhere.waitForURL('**/sign-in/second-factor')
  await expectAccessible(elsewhere)
  await elsewhere.goto(`${server.address}/members`)
  expect(elsewhere.url()).toContain('/sign-in?next=')
  await elsewhere.goto(`${server.address}/sign-in/second-factor`)
  await elsewhere.fill('#code', code())
  await elsewhere.click('main button')
  await elsewhere.waitForURL(`${server.address}/members`)
  await other.close()
}, 90_000)

test('a key for a program is shown once and opens the released indices', async () => {
  await go('/account/keys')
  await page.fill('#name', 'R')
  await page.click('button[value=make]')
  await page.waitForSelector('.notice.good')
  const token = (await page.textContent('.notice.good code')) ?? ''
  const headers = { Authorization: `Bearer ${token}` }
  expect((await fetch(`${server.address}${studyPath}/indices.json`, { headers })).status).toBe(200)
  expect((await fetch(`${server.address}${studyPath}/data/responses-wide.csv`, { headers })).status).toBe(403)
  await go('/account/keys')
  expect(await page.content()).not.toContain(token)
}, 60_000)

test('the log tells all of it, and that nothing was changed', async () => {
  await go('/audit?check')
  expect(await page.textContent('.notice')).toContain('as they were written')
  for (const deed of ['invited a member', 'signed in', 'looked at results', 'made a key', 'took a file'])
    expect(await page.textContent('tbody'), deed).toContain(deed)
  const csv = await (await page.request.get(`${server.address}/audit.csv?action=key-made`)).text()
  expect(csv.trim().split('\n')).toHaveLength(2)
}, 60_000)

const PAGES = ['/members', '/members/new', '/settings', '/audit', '/account', '/account/keys', '/my-surveys']
describe.each(['ar', 'en'])('in %s', (language) => {
  test.each(PAGES)(
    '%s is fit for all eyes and small screens',
    async (path) => {
      const state = await context.storageState()
      const small = await browser.newContext({ viewport: PHONE, locale: language, storageState: state })
      const phone = await small.newPage()
      await phone.goto(server.address + path, { waitUntil: 'networkidle' })
      expect(await phone.getAttribute('html', 'lang')).toBe(language)
      if (isTurnOf(language, PAGES.indexOf(path))) await expectAccessible(phone)
      await expectNoSidewaysScroll(phone)
      await small.close()
    },
    60_000,
  )
})

test('nothing of it made the browser complain', () => {
  expect(complaints).toEqual([])
})
