// A pulse about several firms in a real browser, without script: side by side, handed over, in three languages; and the
// pages with which an administrator prepares it.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useServer } from '#tests/setup/test-server'
import { makeDemoStudy } from '../../prisma/demo/make-demo-study.ts'
import { openWave, requestSignInLink } from '../../prisma/front-door/administrator.ts'
import { linkIn } from '../../prisma/front-door/mail-folder.ts'
import { readOpenAssignments } from '../../prisma/front-door/respondent.ts'
import { prepareStudy } from '../../prisma/front-door/run-recorded-study.ts'
import { WebClient } from '../../prisma/front-door/web-client.ts'
import { DESKTOP, expectAccessible, expectNoSidewaysScroll, isWhole, openBrowser } from './open-browser'

const NARROW = { width: 360, height: 780 }
/** A folder for pictures of what was seen, for whoever wants to look. */
const pictures = process.env.PICTURES

const server = useServer()
let browser: Browser
/** links of people who are asked about several firms */
const busy: string[] = []

beforeAll(async () => {
  browser = await openBrowser()
  const demo = makeDemoStudy()
  const settings = { instrument: 'relationship-pulse@1', audience: 'attributed', minimumGroupSize: 3 } as const
  await openWave(server.web, await prepareStudy(server.web, demo, { name: 'Pulse', ...settings }))
  const mails = await server.mails.wait(demo.respondents.length, (mail) => mail.text.includes('/answer/'), 60)
  const web = new WebClient(server.address)
  for (const mail of mails) {
    const link = linkIn(mail, '/answer/')
    if ((await readOpenAssignments(web, link)).length > 1) busy.push(link)
    if (busy.length === 5) break
  }
  expect(busy.length).toBe(5)
}, 400_000)
afterAll(() => browser?.close())

async function openPage(viewport = NARROW, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ viewport, ...options })
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

async function chooseLanguage(page: Page, language: string): Promise<void> {
  const other = page.locator(`button[value="language:${language}"]`)
  if (await other.count()) await other.click()
  await page.waitForSelector(`html[lang=${language}]`)
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

test.each(['light', 'dark'] as const)(
  'side by side is accessible, wide and enlarged, in %s colours',
  async (colorScheme) => {
    const page = await openPage(DESKTOP, { colorScheme, reducedMotion: 'reduce' })
    await page.goto(`${busy[1]}/side-by-side`)
    expect(page.url()).toContain('/side-by-side')
    await expectAccessible(page, colorScheme)
    await picture(page, `pulse-side-by-side-${colorScheme}`)
    // 200 % zoom is half the room
    await page.setViewportSize({ width: 640, height: 450 })
    await expectNoSidewaysScroll(page)
    await expectAccessible(page, colorScheme)
    await page.setViewportSize(NARROW)
    await expectAccessible(page, colorScheme)
    await page.goto(busy[1] ?? '')
    await expectAccessible(page, colorScheme)
    await page.context().close()
  },
)

test.each(['en', 'ar', 'fr'])(
  'several firms are answered side by side on a narrow phone without script (%s)',
  async (language) => {
    const link = busy[['en', 'ar', 'fr'].indexOf(language)] ?? ''
    const page = await openPage(NARROW, { javaScriptEnabled: false, locale: language })
    await page.goto(link)
    await chooseLanguage(page, language)
    await picture(page, `pulse-overview-${language}`)
    await page.locator('a[href$="/side-by-side"]').click()
    await page.waitForURL(/\/side-by-side$/)
    await expectNoSidewaysScroll(page)
    const firms = await page.locator('tr[id$=".trust_1"]').count()
    expect(firms).toBeGreaterThan(1)
    // all points of a row beside each other, large enough for a thumb, from the lowest in reading direction
    const boxes = await page
      .locator('tr[id="p0.trust_1"] td:not(.other) label')
      .evaluateAll((labels) =>
        labels
          .map((label) => label.getBoundingClientRect())
          .map(({ x, y, width, height }) => ({ x, y, width, height })),
      )
    expect(boxes.length).toBe(7)
    expect(new Set(boxes.map(({ y }) => y)).size).toBe(1)
    for (const { width, height } of boxes) expect(Math.min(width, height)).toBeGreaterThan(40)
    expect((boxes[0]?.x ?? 0) < (boxes[6]?.x ?? 0)).toBe(language !== 'ar')
    // the words of the ends until something is chosen, then those of what is chosen
    const shown = () =>
      page
        .locator('tr[id="p0.trust_1"] td:not(.other) span')
        .evaluateAll((spans) => spans.map((span) => getComputedStyle(span).clipPath === 'none').join())
    expect(await shown()).toBe('true,false,false,false,false,false,true')
    await page.locator('input[name="p0.trust_1"][value="3"]').check()
    expect(await shown()).toBe('false,false,true,false,false,false,false')
    // the first firm whole, the second one without its last question
    for (const [position, items] of [
      [0, ['trust_1', 'trust_2', 'trust_3', 'trust_4', 'trust_5']],
      [1, ['trust_1', 'trust_2', 'trust_3', 'trust_4', 'trust_5']],
    ] as const)
      for (const item of items) await page.locator(`input[name="p${position}.${item}"][value="6"]`).check()
    await page.locator('input[name="p0.review_direction"][value="1"]').check()
    await page.locator('textarea[name="p0.comment_change"]').fill('Answer the phone')
    await picture(page, `pulse-side-by-side-${language}`)
    await page.locator('main button[value="submit"]').click()
    await expect.poll(() => page.locator('.notice.warn[role=alert] a').count()).toBe(1)
    expect(await page.locator('.error-summary').count()).toBe(0)
    expect(await page.locator('input[name="p0.trust_1"]').count()).toBe(0)
    expect(await page.locator('input[name="p1.trust_1"]:checked').inputValue()).toBe('6')
    await picture(page, `pulse-still-open-${language}`)
    await page.locator('main button[value="submit"]').click()
    await page.waitForURL(/\?submitted$/)
    expect(await page.locator('.tag.good').count()).toBe(2)
    await page.context().close()
  },
)

test('where script runs, the page for several firms saves itself while one types', async () => {
  const page = await openPage(DESKTOP)
  await page.goto(`${busy[3]}/side-by-side`)
  await page.locator('textarea[name="p0.comment_change"]').fill('Listen')
  await expect.poll(() => page.textContent('#saved'), { timeout: 10_000 }).toMatch(/\d/)
  await page.context().close()
  const elsewhere = await openPage(NARROW, { javaScriptEnabled: false })
  await elsewhere.goto(`${busy[3]}/side-by-side`)
  expect(await elsewhere.inputValue('textarea[name="p0.comment_change"]')).toBe('Listen')
  await elsewhere.context().close()
})

test('a relationship that is not one’s own is handed over, and taken back', async () => {
  const page = await openPage(DESKTOP)
  // nobody has answered for this person, so there is something to hand over, however many firms it is
  await page.goto(busy[4] ?? '')
  await chooseLanguage(page, 'en')
  await page.locator('details summary').last().click()
  await page.locator('#colleagueName').fill('Huda Nasser')
  await page.locator('button[value="hand-over"]').click()
  await page.waitForSelector('.error-summary')
  expect(await page.locator('#colleagueEmail').getAttribute('aria-invalid')).toBe('true')
  expect(await page.locator('#colleagueEmail').getAttribute('aria-describedby')).toBe('colleagueEmail-error')
  await expectAccessible(page)
  expect(await page.locator('#colleagueName').inputValue()).toBe('Huda Nasser')
  await page.locator('#colleagueEmail').fill('huda@buyer.test')
  await page.locator('button[value="hand-over"]').click()
  await page.waitForURL(/\?handed-over$/)
  await expectAccessible(page)
  await picture(page, 'pulse-handed-over')
  await page.locator('button[value="keep"]').click()
  await expect.poll(() => page.locator('button[value="keep"]').count()).toBe(0)
  await page.context().close()
})

test.each(isWhole ? ['en', 'ar'] : ['en'])('questionnaires are listed, tried and copied (%s)', async (language) => {
  const page = await openPage(DESKTOP, { locale: language })
  await page.goto(await requestSignInLink(new WebClient(server.address), server.mails))
  await page.locator('main button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  await page.goto(`${server.address}/templates`)
  await expectAccessible(page)
  await picture(page, `templates-${language}`)
  // before it goes to another tool, what that tool will not know
  await page.locator('a[href*="surveyjs=relationship-survey"]').first().click()
  await page.waitForSelector('#exported')
  expect(await page.locator('section[aria-labelledby=exported] li').count()).toBeGreaterThan(3)
  await expectAccessible(page)
  await picture(page, `exported-${language}`)
  await page.goto(`${server.address}/templates/relationship-survey/1?language=${language}&side=supplier&function=sales`)
  await expectAccessible(page)
  await page.locator('button[value="next"]').click()
  await expect.poll(() => page.locator('button[value="previous"]').count()).toBe(1)
  await picture(page, `preview-${language}`)
  await page.setViewportSize(NARROW)
  await expectNoSidewaysScroll(page)
  await page.goto(`${server.address}/templates`)
  await expectNoSidewaysScroll(page)
  await page.context().close()
})

test.each(isWhole ? ['en', 'ar'] : ['ar'])(
  'a promise is recorded and settled; a proposal and a trial stand on the study’s page (%s)',
  async (language) => {
    const page = await openPage(DESKTOP, { locale: language })
    await page.goto(await requestSignInLink(new WebClient(server.address), server.mails))
    await page.locator('main button[type=submit]').click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    await page.goto(`${server.address}/relationships`)
    await page.locator('tbody th a').first().click()
    await page.waitForURL(/\/relationships\/[0-9a-f-]{36}$/)
    await page.locator('a[href$="/promises"]').click()
    await page.waitForURL(/\/promises$/)
    const text = language === 'ar' ? 'تسليم قائمة قطع الغيار' : 'Deliver the spare parts list'
    await page.locator('#text').fill(text)
    await page.locator('#madeOn').fill('2026-03-01')
    await page.locator('#dueOn').fill('2026-02-01')
    await page.locator('button[value="add"]').click()
    await page.waitForSelector('.error-summary')
    expect(await page.locator('#text').inputValue()).toBe(text)
    await page.locator('#dueOn').fill('2026-05-01')
    await page.locator('button[value="add"]').click()
    await expect.poll(() => page.textContent('main')).toContain(text)
    await expectAccessible(page)
    await picture(page, `promises-${language}`)
    await page.locator('tr', { hasText: text }).locator('button[value="kept"]').click()
    await expect.poll(() => page.locator('tr', { hasText: text }).locator('.tag.good').count()).toBe(1)
    await page.setViewportSize(NARROW)
    await expectNoSidewaysScroll(page)
    await page.setViewportSize(DESKTOP)

    // somebody says that a relationship is not theirs
    const respondent = await openPage()
    await respondent.goto(busy[3] ?? '')
    await respondent.locator('details summary').last().click()
    await respondent.locator('button[value="hand-over"]').click()
    await respondent.waitForURL(/\?handed-over$/)
    await respondent.context().close()
    await page.goto(`${server.address}/studies`)
    await page.locator('tbody a').first().click()
    await page.waitForURL(/\/studies\/[0-9a-f-]{36}$/)
    await expectAccessible(page)
    await picture(page, `study-${language}`)
    expect(await page.locator('button[value="handover-accept"]').count()).toBeGreaterThan(0)
    await page.context().close()
  },
)
