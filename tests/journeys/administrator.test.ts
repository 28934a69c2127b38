// An administrator in a real browser: signs in by mail, sets up by hand and by file, and looks at published results.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useServer } from '#tests/setup/test-server'
import { requestSignInLink } from '../../prisma/front-door/administrator.ts'
import { WebClient } from '../../prisma/front-door/web-client.ts'
import {
  collectComplaints,
  DESKTOP,
  expectAccessible,
  expectNoSidewaysScroll,
  isTurnOf,
  openBrowser,
  PHONE,
} from './open-browser'
import { publishFirstWave } from './publish-first-wave'

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
}, 400_000)
afterAll(() => browser?.close())

const go = (path: string) => page.goto(server.address + path, { waitUntil: 'networkidle' })

test('signs in by the link in a mail; opening the link twice spends nothing, the button leads where one wanted to go', async () => {
  await go('/participants?q=nobody')
  await expect.poll(() => page.url()).toContain('/sign-in?next=')
  const link = await requestSignInLink(new WebClient(server.address), server.mails)
  await page.goto(link)
  await page.goto(link)
  await expectAccessible(page)
  await page.click('main button')
  await page.waitForURL('**/participants?q=nobody')
  await go('/')
  // the address changes a moment before the page does
  await expect.poll(() => page.textContent('h1'), { timeout: 10_000 }).toBe('Test workspace')
}, 60_000)

test('adds a company by hand: what is wrong is said beside the field, what was typed is kept', async () => {
  await go('/organizations/new')
  await page.fill('#code', '!!')
  await page.fill('#name', 'نجمة الشرق')
  await page.click('button[value=save]')
  await page.waitForSelector('.error-summary')
  expect(await page.inputValue('#name')).toBe('نجمة الشرق')
  await expectAccessible(page)
  await page.fill('#code', 'EAST-1')
  await page.click('button[value=save]')
  await page.waitForURL('**/organizations')
  await page.fill('#q', 'الشرق')
  await page.keyboard.press('Enter')
  await page.waitForURL('**q=**')
  expect(await page.textContent('tbody')).toContain('EAST-1')
}, 60_000)

test('takes somebody out of the people who are asked, and puts them back', async () => {
  await go('/participants')
  const person = (await page.getAttribute('tbody tr:first-child a', 'href')) ?? ''
  for (const isAsked of [false, true]) {
    await go(person)
    await page.setChecked('input[name=active]', isAsked)
    await page.click('button[value=save]')
    await page.waitForURL('**/participants')
    await go(person)
    expect(await page.isChecked('input[name=active]')).toBe(isAsked)
  }
}, 60_000)

test('imports a file: every bad line with its reason, then all of it, then nothing new', async () => {
  await go('/import/organizations')
  const upload = (text: string) =>
    page.setInputFiles('#file', { name: 'organizations.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await upload('code,name\nA1,First\nA1,Again\n,Nameless\n')
  await page.click('button[value=preview]')
  await page.waitForSelector('.error-summary')
  expect(await page.locator('.error-summary tbody tr').count()).toBe(2)
  await expectAccessible(page)
  const good = '\ufeffcode;name\r\nA1;First\r\nA2;"شركة; الاختبار"\r\n'
  await upload(good)
  await page.click('button[value=preview]')
  await page.waitForSelector('button[value=import]')
  await page.click('button[value=import]')
  await page.waitForSelector('.notice.good')
  await upload(good)
  await page.click('button[value=preview]')
  await page.waitForSelector('button[value=import]')
  expect(await page.textContent('section.card')).toContain('unchanged: 2')
}, 60_000)

test('opening and closing a wave ask for confirmation first', async () => {
  await go(studyPath)
  expect(await page.isVisible('button[value=open-wave]')).toBe(false)
  await page.click('summary:has-text("Open a wave now")')
  expect(await page.isVisible('button[value=open-wave]')).toBe(true)
}, 60_000)

test.each(['en', 'ar'])(
  'every page is accessible and fits desktop and phone in %s, without complaints',
  async (language) => {
    await go('/')
    if ((await page.getAttribute('html', 'lang')) !== language) {
      await page.click(`.language-switch button[value=${language}]`)
      await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language)
    }
    await go(`${studyPath}/portfolio`)
    const relationship = await page.getAttribute('tbody th a', 'href')
    const pages = [
      '/',
      '/studies',
      '/studies/new',
      studyPath,
      `${studyPath}/portfolio?sort=gap&order=desc`,
      `${studyPath}/groups`,
      `${studyPath}/benchmarks`,
      `${studyPath}/transactional-time`,
      `${studyPath}/transactional-time?view=firms&measure=unproductive_strict`,
      relationship ?? '',
      '/organizations',
      '/organizations/new',
      '/participants',
      '/participants/new',
      '/relationships',
      '/relationships/new',
      '/import/relationships',
      '/outbox',
      '/nowhere',
    ]
    for (const [place, path] of pages.entries()) {
      await page.setViewportSize(DESKTOP)
      await page.goto(server.address + path)
      if (isTurnOf(language, place)) await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await page.setViewportSize(PHONE)
      await expectNoSidewaysScroll(page)
    }
    // a page that is left while it still asks for something says that it was left
    expect(complaints.filter((complaint) => !/404|^AbortError/.test(complaint))).toEqual([])
  },
  400_000,
)
