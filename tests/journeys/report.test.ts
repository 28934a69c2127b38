// A manager in a real browser: finds the worst relationship on the start page, reads why, opens an intervention, prints the
// report and shares it by a link, which somebody without an account opens.
import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { THRESHOLD_NAMES, USUAL_THRESHOLDS } from '#app/signals/thresholds'
import { useServer } from '#tests/setup/test-server'
import { requestSignInLink } from '../../prisma/front-door/administrator.ts'
import { WebClient } from '../../prisma/front-door/web-client.ts'
import {
  collectComplaints,
  DESKTOP,
  everyView,
  expectAccessible,
  expectNoSidewaysScroll,
  isTurnOf,
  openBrowser,
  PHONE,
} from './open-browser'
import { publishFirstWave } from './publish-first-wave'

const MANAGER = 'layla@thiqa.example'
/** Of a browser with a window: one without is taken for a mail scanner, whose openings are not counted. */
const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
/** A folder for pictures of what was seen, for whoever wants to look. */
const pictures = process.env.PICTURES

const server = useServer()
let browser: Browser
let context: BrowserContext
let page: Page
let complaints: string[] = []
let report = ''
let portfolio = ''
let link = ''

beforeAll(async () => {
  browser = await openBrowser()
  const study = await publishFirstWave(server)
  // the sample’s first wave is too good to warn of much
  const limits = Object.fromEntries(THRESHOLD_NAMES.map((name) => [name, String(USUAL_THRESHOLDS[name])]))
  await server.web.submit(`${study}/signals`, { ...limits, hagglingFrom: '35' })
  const form = { intent: 'invite', name: 'Layla Haddad', email: MANAGER, role: 'manager', seesAll: 'all' }
  await server.web.submit('/members/new', { ...form, organizationId: '' })
  context = await browser.newContext({ viewport: DESKTOP, locale: 'en' })
  page = await context.newPage()
  complaints = collectComplaints(page)
  await page.goto(await requestSignInLink(new WebClient(server.address), server.mails, MANAGER))
  await page.click('main button')
  await page.waitForURL(`${server.address}/`)
}, 400_000)
afterAll(() => browser?.close())

const go = (path: string) => page.goto(server.address + path, { waitUntil: 'networkidle' })

/** Pages of a PDF of the browser, by the objects that it holds. */
function countPages(pdf: Buffer): number {
  return (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length
}

test('finds the worst relationship on the start page, and reads there why it is worst', async () => {
  await expect
    .poll(async () => {
      await go('/')
      return page.locator('table.portfolio tbody tr').count()
    })
    .toBeGreaterThan(3)
  const column = async (place: number) =>
    (await page.locator(`table.portfolio tbody tr td:nth-child(${place})`).allTextContents())
      .filter((text) => text !== '–')
      .map(Number)
  // ordered by what relationships are ranked by; what was answered stands beside it
  const [ranked, trust] = [await column(4), await column(5)]
  expect(ranked).toEqual([...ranked].sort((one, other) => one - other))
  await page.locator('table.portfolio tbody th a').first().click()
  await page.waitForURL('**/relationships/**')
  // the address changes a moment before the page does
  await expect.poll(() => page.textContent('main')).toContain('Trust gap')
  expect(await page.locator('.card:has-text("Mutual trust") .figure').textContent()).toBe(String(trust[0]))
}, 60_000)

test('opens an intervention about what warns of it', async () => {
  const relationship = new URL(page.url()).pathname
  report = `${relationship}/report`
  portfolio = `${relationship.split('/relationships/')[0]}/report`
  const warning = page.locator(`tr:has(a[href="${relationship}"]) th a`).first()
  await expect.poll(async () => (await go('/signals')) && warning.count(), { timeout: 30_000 }).toBe(1)
  await warning.click()
  await page.waitForURL('**/signals/**')
  await expect.poll(() => page.textContent('main')).toContain('of the time together')
  await page.fill('#text', 'Visit them and ask')
  await page.fill('#responsible', 'Layla Haddad')
  await page.fill('#dueOn', '2031-03-01')
  await page.click('button[value=open]')
  await expect.poll(() => page.textContent('main table')).toContain('Visit them and ask')
}, 60_000)

test('takes its charts along as pictures and as drawings, which show the same in both languages', async () => {
  const viewer = await (await browser.newContext()).newPage()
  const relationship = report.replace(/\/report$/, '')
  const kinds = new Set<string>()
  for (const language of ['en', 'ar'])
    for (const path of [relationship, portfolio.replace(/report$/, 'transactional-time')]) {
      await context.addCookies([{ name: 'language', value: language, url: server.address }])
      await go(path)
      const charts = await page.locator('.take-along:has(canvas)').all()
      expect(charts.length).toBeGreaterThan(0)
      for (const chart of charts) {
        const [picture, drawing] = [await takeAlong(chart, 0), await takeAlong(chart, 1)]
        kinds.add(picture.name.split('.').at(-1) ?? '').add(drawing.name.split('.').at(-1) ?? '')
        const title = (await chart.locator('button .visually-hidden').first().textContent())?.slice(2) ?? ''
        expect(drawing.bytes.toString()).toContain(`direction="${language === 'ar' ? 'rtl' : 'ltr'}"`)
        expect(drawing.bytes.toString()).toContain(title)
        const difference = await compareImages(viewer, [
          `data:image/png;base64,${picture.bytes.toString('base64')}`,
          `data:image/svg+xml;base64,${drawing.bytes.toString('base64')}`,
        ])
        // lines lie a hair beside where they lie on a canvas; one that is missing makes it 0.15, words on the wrong side 0.03
        expect(difference, title).toBeLessThan(0.025)
      }
    }
  expect([...kinds]).toEqual(['png', 'svg'])
  await viewer.close()
  await context.addCookies([{ name: 'language', value: 'en', url: server.address }])
}, 120_000)

async function takeAlong(chart: Locator, button: number): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), chart.locator('button').nth(button).click()])
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
}

/** How much the ink of the second differs from that of the first, from some steps away: 0 for the same, 1 for an empty sheet. */
function compareImages(viewer: Page, addresses: readonly string[]): Promise<number> {
  return viewer.evaluate(async (addresses) => {
    const sheetOf = (width: number, height: number) => {
      const canvas = Object.assign(document.createElement('canvas'), { width, height })
      const paper = canvas.getContext('2d')
      if (!paper) throw new Error('the browser draws on no canvas')
      return { canvas, paper }
    }
    const seen = await Promise.all(
      addresses.map(async (address) => {
        const image = new Image()
        image.src = address
        await image.decode()
        // large first, so that thin lines are in both
        const [large, small] = [sheetOf(2400, 1350), sheetOf(150, 84)]
        large.paper.drawImage(image, 0, 0, 2400, 1350)
        Object.assign(small.paper, { filter: 'blur(1px)', imageSmoothingQuality: 'high' })
        small.paper.drawImage(large.canvas, 0, 0, 150, 84)
        return small.paper.getImageData(0, 0, 150, 84).data.filter((_, at) => at % 4 !== 3)
      }),
    )
    const [one, other] = seen
    if (!one || !other) throw new Error('two images are compared')
    const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)
    return (
      sum([...one].map((value, at) => Math.abs(value - (other[at] ?? 0)))) / sum([...one].map((value) => 255 - value))
    )
  }, addresses)
}

test('prints the report, which fits one sheet in both languages and on both papers', async () => {
  for (const language of ['en', 'ar']) {
    await context.addCookies([{ name: 'language', value: language, url: server.address }])
    await go(report)
    expect(await page.getAttribute('html', 'lang')).toBe(language)
    const text = await page.textContent('main')
    for (const words of ['Visit them and ask', 'Layla Haddad']) expect(text).toContain(words)
    for (const format of ['A4', 'Letter']) {
      const pdf = await page.pdf({ format, ...(pictures && { path: `${pictures}/report-${language}-${format}.pdf` }) })
      expect(pdf.length).toBeGreaterThan(10_000)
      expect(countPages(pdf), `${language} ${format}`).toBe(1)
    }
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.site-header').isVisible()).toBe(false)
    expect(await page.locator('.report .actions').isVisible()).toBe(false)
    await page.emulateMedia({ media: null })
    await go(portfolio)
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(3)
    expect(countPages(await page.pdf({ format: 'A4' }))).toBeLessThan(4)
  }
  await context.addCookies([{ name: 'language', value: 'en', url: server.address }])
}, 120_000)

test('shares it by a link, which opens without an account, without names and without a way further in', async () => {
  await go(report)
  await page.click('a[href*="/report-links"]')
  await page.waitForURL('**/report-links**')
  await page.selectOption('#language', 'ar')
  await page.fill('#note', 'Board meeting')
  await page.click('button[value=make]')
  await page.waitForSelector('#link')
  await expectAccessible(page)
  link = await page.inputValue('#link')
  const reader = await (await browser.newContext({ viewport: PHONE, locale: 'en', userAgent: USER_AGENT })).newPage()
  const answer = await reader.goto(link)
  expect(answer?.headers()['cache-control']).toBe('no-store')
  expect(answer?.headers()['referrer-policy']).toBe('same-origin')
  expect(await reader.getAttribute('meta[name=robots]', 'content')).toContain('noindex')
  expect(await reader.getAttribute('html', 'dir')).toBe('rtl')
  const text = await reader.textContent('main')
  expect(text).toContain('Visit them and ask')
  expect(text).not.toContain('Layla')
  expect(await reader.locator('script').count()).toBe(0)
  const ways = await reader.locator('a').evaluateAll((links) => links.map((one) => one.getAttribute('href')))
  expect(ways).toEqual(['?language=en'])
  await reader.click('header a')
  await expect.poll(() => reader.getAttribute('html', 'lang')).toBe('en')
  expect(countPages(await reader.pdf({ format: 'A4' }))).toBe(1)
  await go('/report-links')
  expect(await page.locator('tbody tr td').nth(4).textContent()).toBe('2')
}, 120_000)

test.each(everyView())(
  'every page of it is accessible and fits its screen in %s',
  async (language, viewport) => {
    await context.addCookies([{ name: 'language', value: language, url: server.address }])
    await page.setViewportSize(viewport)
    for (const [place, path] of [report, portfolio, '/report-links', `${link}?language=${language}`].entries()) {
      await page.goto(new URL(path, server.address).href, { waitUntil: 'networkidle' })
      if (pictures) await page.screenshot({ path: `${pictures}/report-${place}-${language}.png`, fullPage: true })
      if (isTurnOf(language, place)) await expectAccessible(page)
      await expectNoSidewaysScroll(page)
    }
  },
  120_000,
)

test('revokes the link after a question, and whoever holds it reads that plainly', async () => {
  await context.addCookies([{ name: 'language', value: 'en', url: server.address }])
  await page.setViewportSize(DESKTOP)
  await go('/report-links')
  expect(await page.isVisible('button[value=revoke]')).toBe(false)
  await page.click('summary:has-text("Revoke")')
  await page.click('button[value=revoke]')
  await expect.poll(() => page.textContent('tbody')).toContain('revoked')
  const reader = await (await browser.newContext({ locale: 'en' })).newPage()
  expect((await reader.goto(`${link}?language=en`))?.status()).toBe(410)
  expect(await reader.textContent('main')).toContain('This link was revoked')
  await expectAccessible(reader)
  expect((await reader.goto(`${link.slice(0, -4)}AAAA`))?.status()).toBe(404)
  expect(complaints.filter((complaint) => !/^AbortError/.test(complaint))).toEqual([])
}, 60_000)
