// What somebody who is asked sees of what is stored about them, in a real browser, without script, on a phone: corrected, taken
// away, moved to another address, erased.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useServer } from '#tests/setup/test-server'
import { linkIn, personalLinkIn } from '../../prisma/front-door/mail-folder.ts'
import { clickThrough, expectAccessible, expectNoSidewaysScroll, openBrowser, PHONE } from './open-browser'
import { publishFirstWave } from './publish-first-wave'

const server = useServer()
let browser: Browser
let context: BrowserContext
let page: Page
let path = ''
let email = ''

beforeAll(async () => {
  browser = await openBrowser()
  await publishFirstWave(server)
  const [mail] = await server.mails.fromTheStart().wait(1, (one) => personalLinkIn(one) !== undefined, 60)
  const link = mail && personalLinkIn(mail)
  if (!link) throw new Error('nobody was invited')
  email = mail.to
  path = `${new URL(link).pathname}/data`
  context = await browser.newContext({ viewport: PHONE, locale: 'en', javaScriptEnabled: false })
  page = await context.newPage()
}, 400_000)
afterAll(() => browser?.close())

const go = () => page.goto(server.address + path)

test('everything stands there, also after the wave, and fits a phone', async () => {
  await go()
  expect(await page.textContent('main')).toContain(email)
  await expectNoSidewaysScroll(page)
  const withScript = await browser.newContext({ viewport: PHONE, locale: 'en' })
  const other = await withScript.newPage()
  await other.goto(server.address + path)
  await expectAccessible(other)
  await withScript.close()
}, 60_000)

test('a correction changes the language of the page; what is wrong is said and kept', async () => {
  await page.fill('#timeZone', 'Moon/Base')
  await clickThrough(page, 'button[value=correct]')
  expect(await page.locator('.error-summary').count()).toBe(1)
  expect(await page.inputValue('#timeZone')).toBe('Moon/Base')
  await page.fill('#timeZone', 'Asia/Riyadh')
  await page.selectOption('#language', 'ar')
  await clickThrough(page, 'button[value=correct]')
  expect(await page.getAttribute('html', 'dir')).toBe('rtl')
  await expectNoSidewaysScroll(page)
}, 60_000)

test('the files can be taken', async () => {
  const json = await page.request.get(`${server.address}${path}/my-data.json`)
  expect(await json.json()).toMatchObject({ person: { email, language: 'ar', timeZone: 'Asia/Riyadh' } })
  expect(await (await page.request.get(`${server.address}${path}/my-data.csv`)).text()).toContain(email)
})

test('another address is used once its link was opened there', async () => {
  const moved = 'moved@firm.example'
  await go()
  await page.fill('#email', moved)
  await clickThrough(page, 'button[value=change-address]')
  const [mail] = await server.mails.wait(1, ({ to }) => to === moved, 60)
  if (!mail) throw new Error('no link came')
  await page.goto(linkIn(mail, '/confirm-address'))
  // in the language that the person chose, although the browser's is another
  expect(await page.getAttribute('html', 'dir')).toBe('rtl')
  await clickThrough(page, 'main button')
  expect(await page.getAttribute('html', 'dir')).toBe('rtl')
  expect(await page.textContent('main')).toContain(moved)
  email = moved
}, 90_000)

test('who erases everything types the address; then the link leads nowhere, and a last mail says so', async () => {
  await go()
  await page.click('main details:has(#ownEmail) summary')
  await page.fill('#ownEmail', 'somebody@else.example')
  await clickThrough(page, 'button[value=erase]')
  expect(await page.inputValue('#ownEmail')).toBe('somebody@else.example')
  await page.fill('#ownEmail', email)
  await clickThrough(page, 'button[value=erase]')
  expect(new URL(page.url()).pathname).toBe('/erased')
  expect(await page.getAttribute('html', 'dir')).toBe('rtl')
  expect((await go())?.status()).toBe(404)
  const mails = await server.mails.wait(1, ({ to, text }) => to === email && !text.includes('/confirm-address'), 60)
  expect(mails).toHaveLength(1)
}, 90_000)
