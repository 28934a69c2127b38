// An administrator watches a wave in a real browser while somebody opens their link, begins and submits; reminds the others,
// and hands a link over.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useServer } from '#tests/setup/test-server'
import { makeDemoStudy } from '../../prisma/demo/make-demo-study.ts'
import { openWave, requestSignInLink } from '../../prisma/front-door/administrator.ts'
import { linkIn, type ReceivedMail } from '../../prisma/front-door/mail-folder.ts'
import { readOpenAssignments } from '../../prisma/front-door/respondent.ts'
import { prepareStudy } from '../../prisma/front-door/run-recorded-study.ts'
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

/** Of a browser with a window: one without is taken for a mail scanner. */
const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

const server = useServer()
let browser: Browser
let page: Page
let complaints: string[] = []
let studyPath = ''
let mails: ReceivedMail[] = []

beforeAll(async () => {
  browser = await openBrowser()
  const demo = makeDemoStudy()
  const settings = { instrument: 'relationship-pulse@1', audience: 'shared', minimumGroupSize: 3 } as const
  studyPath = await prepareStudy(server.web, demo, { name: 'Watched', ...settings })
  await openWave(server.web, studyPath)
  mails = await server.mails.wait(demo.respondents.length, (mail) => mail.text.includes('/answer/'), 60)
  // the first one is asked about one firm alone: after that nothing is left to answer
  for (const [at, mail] of mails.entries())
    if ((await readOpenAssignments(server.web, linkIn(mail, '/answer/'))).length === 1) {
      mails.unshift(...mails.splice(at, 1))
      break
    }
  const context = await browser.newContext({ viewport: DESKTOP, locale: 'en' })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  page = await context.newPage()
  complaints = collectComplaints(page)
  await page.goto(await requestSignInLink(new WebClient(server.address), server.mails))
  await page.click('main button')
  await page.waitForURL(`${server.address}/`)
}, 400_000)
afterAll(() => browser?.close())

/** Opened, started and submitted of everybody, as the first table tells them. */
async function readCounts(): Promise<number[]> {
  await page.reload({ waitUntil: 'networkidle' })
  const cells = await page.locator('table').first().locator('tbody tr:first-child td').allTextContents()
  return [4, 6, 7].map((at) => Number.parseInt(cells[at] ?? '', 10))
}

test('leads from the study to the wave, whose counts change as somebody opens, begins and submits', async () => {
  await page.goto(server.address + studyPath, { waitUntil: 'networkidle' })
  await page.click('a:has-text("Control room")')
  await expect.poll(() => page.textContent('h1')).toContain('Control room of wave 1')
  const [opened = 0, started = 0, submitted = 0] = await readCounts()
  expect([opened, started, submitted]).toEqual([0, 0, 0])

  const respondent = await (await browser.newContext({ viewport: PHONE, userAgent: USER_AGENT })).newPage()
  await respondent.goto(linkIn(mails[0] as ReceivedMail, '/answer/'))
  expect(await readCounts()).toEqual([1, 0, 0])
  await clickThrough(respondent, '.assignments a')
  await respondent.check('input[name=trust_1][value="5"]', { force: true })
  await clickThrough(respondent, 'main button[value=save]')
  await expect.poll(() => readCounts()).toEqual([1, 1, 0])
  await respondent.goto(linkIn(mails[0] as ReceivedMail, '/answer/'))
  await clickThrough(respondent, '.assignments a')
  // what is left open is asked about once more
  for (let turn = 0; turn < 2 && (await respondent.locator('main button[value=submit]').count()) > 0; turn++)
    await clickThrough(respondent, 'main button[value=submit]')
  await expect.poll(() => readCounts()).toEqual([1, 1, 1])
}, 120_000)

test('reminds after a look at how many that reaches, and a second time reaches nobody', async () => {
  await page.click('summary:has-text("Remind now")')
  const before = await page.textContent('#remind ~ details')
  const people = Number(/to (\d+) people/.exec(before ?? '')?.[1])
  expect(people).toBe(mails.length - 1)
  await expectAccessible(page)
  await page.click('button[value=remind]')
  await page.waitForSelector('.notice.good')
  expect(await page.textContent('.notice.good')).toContain(`${people} reminders are on their way`)
  const reminders = await server.mails.wait(people, ({ to }) => to !== mails[0]?.to, 60)
  expect(new Set(reminders.map(({ to }) => to)).size).toBe(people)
  await page.reload({ waitUntil: 'networkidle' })
  expect(await page.locator('button[value=remind]').count()).toBe(0)
}, 120_000)

test('finds who else could be asked, and asks them', async () => {
  const link = page.locator('tbody a[href*="side="]').first()
  await link.click()
  await page.waitForSelector('input[name="people[]"]')
  await expectAccessible(page)
  await page.click('button[value=ask-also]')
  await page.waitForSelector('.notice.bad')
  expect(await page.textContent('.notice.bad')).toContain('tick at least one person')
  await page.check('input[name="people[]"] >> nth=0')
  await page.click('button[value=ask-also]')
  await page.waitForSelector('.notice.good')
  expect(await page.textContent('.notice.good')).toContain('1 more person was asked')
}, 60_000)

test('copies the link of somebody who has not opened theirs, and tells them so; an opened one is not shown', async () => {
  await page.goto(`${server.address}${studyPath}`, { waitUntil: 'networkidle' })
  const room = await page.getAttribute('a:has-text("Control room")', 'href')
  await page.goto(`${server.address}${room}/links?q=${encodeURIComponent(mails[0]?.to ?? '')}`, {
    waitUntil: 'networkidle',
  })
  await page.click('button[value=show]')
  await page.waitForSelector('.notice.bad')
  expect(await page.textContent('.notice.bad')).toContain('opened already')
  await page.goto(`${server.address}${room}/links?q=${encodeURIComponent(mails[1]?.to ?? '')}`, {
    waitUntil: 'networkidle',
  })
  await page.click('button[value=show]')
  await page.waitForSelector('#link')
  await expectAccessible(page)
  await page.focus('#link')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.textContent('[role=status]')).toBe('Copied.')
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toBe(linkIn(mails[1] as ReceivedMail, '/answer/'))
  expect(page.url()).not.toContain(copied.split('/').at(-1))
  const handed = await (await browser.newContext({ viewport: PHONE, userAgent: USER_AGENT })).newPage()
  await handed.goto(copied)
  expect(await handed.locator('h1 + .notice.warn').count()).toBe(1)
  await expectAccessible(handed)
}, 60_000)

test('without script the link is a field to copy by hand', async () => {
  const state = await page.context().storageState()
  const plain = await (await browser.newContext({ storageState: state, javaScriptEnabled: false })).newPage()
  await plain.goto(`${server.address}${studyPath}`)
  const room = await plain.getAttribute('a:has-text("Control room")', 'href')
  await plain.goto(`${server.address}${room}/links?q=${encodeURIComponent(mails[2]?.to ?? '')}`)
  await plain.click('button[value=show]')
  expect(await plain.inputValue('#link')).toBe(linkIn(mails[2] as ReceivedMail, '/answer/'))
  expect(await plain.locator('button:has-text("Copy")').count()).toBe(0)
}, 60_000)

test.each(['en', 'ar'])(
  'every page of it is accessible and fits desktop and phone in %s',
  async (language) => {
    await page.goto(server.address)
    if ((await page.getAttribute('html', 'lang')) !== language) {
      await page.click(`.language-switch button[value=${language}]`)
      await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language)
    }
    await page.goto(`${server.address}${studyPath}`)
    const room = await page.getAttribute('a[href*="/waves/"]', 'href')
    await page.goto(`${server.address}${room}`)
    const whoElse = await page.getAttribute('tbody a[href*="side="]', 'href')
    const pages = [room, `${room}?sort=opened&order=asc`, `${room}/links`, whoElse, '/mails']
    for (const [place, path] of pages.entries()) {
      await page.setViewportSize(DESKTOP)
      await page.goto(`${server.address}${path}`)
      if (isTurnOf(language, place)) await expectAccessible(page)
      await expectNoSidewaysScroll(page)
      await page.setViewportSize(PHONE)
      await expectNoSidewaysScroll(page)
    }
    // refusals that the tests provoked are reported by the browser itself
    expect(complaints.filter((complaint) => !/status of 4\d\d|^AbortError/.test(complaint))).toEqual([])
  },
  120_000,
)
