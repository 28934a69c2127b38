// The survey of several pages in a real browser: without script, interrupted, gone on with elsewhere, submitted, changed.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useServer } from '#tests/setup/test-server'
import { makeDemoStudy } from '../../prisma/demo/make-demo-study.ts'
import { openWave } from '../../prisma/front-door/administrator.ts'
import { linkIn } from '../../prisma/front-door/mail-folder.ts'
import { readOpenAssignments } from '../../prisma/front-door/respondent.ts'
import { prepareStudy } from '../../prisma/front-door/run-recorded-study.ts'
import { WebClient } from '../../prisma/front-door/web-client.ts'
import { clickThrough, DESKTOP, everyView, expectAccessible, expectNoSidewaysScroll, openBrowser } from './open-browser'

const NARROW = { width: 360, height: 780 }
/** A folder for pictures of what was seen, for whoever wants to look. */
const pictures = process.env.PICTURES

const server = useServer()
let browser: Browser
/** Each test takes another one, so that none finds what another has answered. */
let links: string[] = []

beforeAll(async () => {
  browser = await openBrowser()
  const demo = makeDemoStudy()
  const settings = {
    name: 'Survey of several pages',
    instrument: 'relationship-survey@1',
    audience: 'attributed',
    minimumGroupSize: 3,
  } as const
  await openWave(server.web, await prepareStudy(server.web, demo, settings))
  const mails = await server.mails.wait(demo.respondents.length, (mail) => mail.text.includes('/answer/'), 60)
  links = await byRelationships(mails.map((mail) => linkIn(mail, '/answer/')))
}, 400_000)
afterAll(() => browser?.close())

async function openContext(language: string, viewport = NARROW, javaScriptEnabled = false): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: language, viewport, javaScriptEnabled })
  context.setDefaultTimeout(15_000)
  return context
}

/** Links, of those who are asked about the most relationships first: mails come in any order. */
async function byRelationships(links: string[]): Promise<string[]> {
  const web = new WebClient(server.address)
  const counted: { link: string; count: number }[] = []
  for (const link of links) counted.push({ link, count: (await readOpenAssignments(web, link)).length })
  return counted.sort((a, b) => b.count - a.count).map(({ link }) => link)
}

/** Opens a respondent's page in a language, whatever the person's own is. */
async function openIn(page: Page, address: string, language: string): Promise<void> {
  await page.goto(address)
  const other = page.locator(`button[value="language:${language}"]`)
  if (await other.count()) await other.click()
  await page.waitForSelector(`html[lang=${language}]`)
}

/** Answers everything on the page that is shown. */
async function answerPage(page: Page): Promise<void> {
  const namesOf = async (selector: string) => {
    const names = await Promise.all((await page.locator(selector).all()).map((input) => input.getAttribute('name')))
    return new Set(names.filter((name) => name !== null))
  }
  for (const name of await namesOf('input[type=radio]')) await page.locator(`input[name="${name}"]`).nth(2).check()
  for (const name of await namesOf('input[inputmode=decimal]')) await page.fill(`[name="${name}"]`, '٣')
  if (await page.locator('[name=time_price]').count()) {
    await page.fill('[name=time_price]', '40')
    await page.fill('[name=time_design]', '60')
  }
  for (const area of await page.locator('textarea').all()) await area.fill('ردّ أسرع')
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

/** Presses a button of the form, and waits for the page that comes back. */
const pressed = (page: Page, value: string) => clickThrough(page, `main button[value=${value}]`)

test.each(['ar', 'en'])(
  'answered on a narrow phone without script in %s: interrupted, resumed elsewhere, submitted',
  async (language) => {
    const link = links[language === 'ar' ? 0 : 1] ?? ''
    let context = await openContext(language)
    let page = await context.newPage()
    await openIn(page, link, language)
    expect(await page.getAttribute('html', 'lang')).toBe(language)
    await picture(page, `survey-${language}-list`)
    await clickThrough(page, '.assignments .next a')
    const path = new URL(page.url()).pathname
    await answerPage(page)
    await picture(page, `survey-${language}-page-1`)
    await pressed(page, 'next')
    expect(page.url()).toContain('page=time')

    // a sum that is not 100 keeps the page, and what was typed
    await page.fill('[name=time_price]', '70')
    await pressed(page, 'next')
    expect(await page.inputValue('[name=time_price]')).toBe('70')
    expect(await page.locator('.error-summary').count()).toBe(1)
    await answerPage(page)
    await picture(page, `survey-${language}-page-2`)
    await pressed(page, 'save')
    await context.close()

    context = await openContext(language)
    page = await context.newPage()
    await page.goto(server.address + path)
    // it goes on where something is open
    expect(await page.locator('[name=continuity_1]').count()).toBeGreaterThan(0)
    for (let step = 1; step <= 4; step++) {
      await expectNoSidewaysScroll(page)
      await answerPage(page)
      await picture(page, `survey-${language}-rest-${step}`)
      if (await page.locator('main button[value=submit]').count()) break
      await pressed(page, 'next')
    }
    await pressed(page, 'submit')
    expect(page.url()).toContain('?submitted')
    await page.goto(server.address + path)
    expect(await page.locator('dl.receipt dd').count()).toBeGreaterThan(30)
    await picture(page, `survey-${language}-receipt`)
    await page.locator('summary').first().click()
    await pressed(page, 'change')
    await page.waitForSelector('button[value=next], button[value=submit]')
    await page.goto(`${server.address}${path}?page=time`)
    expect(await page.inputValue('[name=time_price]')).toBe('40')
    await context.close()
  },
  120_000,
)

test.each(everyView(NARROW))(
  'every page is accessible by keyboard and screen reader (%s, %o)',
  async (language, viewport) => {
    const [assignment] = await readOpenAssignments(new WebClient(server.address), links.at(-3) ?? '')
    const address = server.address + (assignment?.path ?? '')
    {
      const context = await openContext(language, viewport, true)
      const page = await context.newPage()
      await openIn(page, address, language)
      for (const section of ['trust', 'time', 'continuity', 'voice', 'review']) {
        await page.goto(`${address}?page=${section}`)
        await expectAccessible(page)
        await expectNoSidewaysScroll(page)
        await picture(page, `survey-${language}-${viewport.width}-${section}`)
      }
      // by keyboard alone: an arrow chooses, Tab goes on to the next statement
      await page.goto(`${address}?page=trust`)
      await page.locator('.matrix input').first().focus()
      await page.keyboard.press('Space')
      await page.keyboard.press('ArrowDown')
      const chosen = await page.locator('.matrix tr').nth(1).locator('input:checked').getAttribute('value')
      expect(chosen).toBe('2')
      await page.keyboard.press('Tab')
      const focused = await page.evaluate(() => document.activeElement?.getAttribute('name'))
      expect(focused).not.toBe(await page.locator('.matrix input').first().getAttribute('name'))
      await context.close()
    }
  },
  180_000,
)

test('two windows on one questionnaire do not overwrite each other unnoticed', async () => {
  const context = await openContext('en', DESKTOP, true)
  const [first, second] = [await context.newPage(), await context.newPage()]
  const [assignment] = await readOpenAssignments(new WebClient(server.address), links.at(-1) ?? '')
  const address = server.address + (assignment?.path ?? '')
  await first.goto(address)
  await second.goto(address)
  await first.locator('[name=trust_1][value="6"]').check()
  await picture(first, 'survey-en-desktop')
  await pressed(first, 'save')
  await second.locator('[name=trust_1][value="2"]').check()
  await second.click('main button[value=save]')
  await second.waitForSelector('.notice.bad')
  expect(await second.locator('[name=trust_1][value="2"]').isChecked()).toBe(true)
  await expectAccessible(second)
  await picture(second, 'survey-en-conflict')
  await second.click('main button[value=save]')
  await second.waitForURL('**?saved')
  await first.goto(address)
  expect(await first.locator('[name=trust_1][value="2"]').isChecked()).toBe(true)
  await context.close()
}, 120_000)

test('what is typed while offline is kept on the device and sent when the connection is back', async () => {
  const context = await openContext('en', DESKTOP, true)
  const page = await context.newPage()
  const [assignment] = await readOpenAssignments(new WebClient(server.address), links.at(-2) ?? '')
  const address = server.address + (assignment?.path ?? '')
  await openIn(page, address, 'en')
  await context.setOffline(true)
  await page.locator('[name=trust_3][value="7"]').check()
  await page.click('main button[value=next]')
  await expect.poll(() => page.textContent('#saved')).toContain('offline')
  await context.setOffline(false)
  await expect.poll(() => page.textContent('#saved'), { timeout: 15_000 }).toContain('saved')
  await page.goto(address)
  expect(await page.locator('[name=trust_3][value="7"]').isChecked()).toBe(true)
  await context.close()
}, 120_000)

test('what was kept on the device never replaces what was sent later, here or elsewhere', async () => {
  const context = await openContext('en', DESKTOP, true)
  const page = await context.newPage()
  const [assignment] = await readOpenAssignments(new WebClient(server.address), links.at(-4) ?? '')
  const address = server.address + (assignment?.path ?? '')
  const choose = (where: Page, point: number) => where.locator(`[name=trust_4][value="${point}"]`).check()
  const typeOffline = async (point: number) => {
    await page.goto(address)
    await context.setOffline(true)
    await choose(page, point)
    await page.click('main button[value=next]')
    await expect.poll(() => page.textContent('#saved')).toContain('offline')
  }
  const isChosen = (point: number) => page.locator(`[name=trust_4][value="${point}"]`).isChecked()

  // kept at first, then sent with another answer: coming back shows what was sent
  await openIn(page, address, 'en')
  await page.route('**/answer/**', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await choose(page, 1)
  await expect.poll(() => page.textContent('#saved'), { timeout: 15_000 }).toContain('Not saved')
  await page.unroute('**/answer/**')
  await choose(page, 5)
  await page.click('main button[value=save]')
  await page.waitForURL('**?saved')
  await page.goto(`${address}?page=trust`)
  expect(await isChosen(5)).toBe(true)

  // kept here, changed on another device: it is said, and nothing is overwritten
  await typeOffline(2)
  const other = await openContext('en', DESKTOP)
  const elsewhere = await other.newPage()
  await elsewhere.goto(address)
  await choose(elsewhere, 7)
  await elsewhere.click('main button[value=save]')
  await elsewhere.waitForURL('**?saved')
  await context.setOffline(false)
  await expect.poll(() => page.textContent('#saved'), { timeout: 15_000 }).toContain('another window')
  expect(await isChosen(2)).toBe(true)
  await elsewhere.goto(address)
  expect(await elsewhere.locator('[name=trust_4][value="7"]').isChecked()).toBe(true)
  await other.close()
  await context.close()
}, 120_000)
