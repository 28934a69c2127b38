// A person with a personal link, in a real browser: without script on a phone in Arabic, and with script in English.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useServer } from '#tests/setup/test-server'
import { makeDemoStudy } from '../../prisma/demo/make-demo-study.ts'
import { closeWave, openWave } from '../../prisma/front-door/administrator.ts'
import { linkIn } from '../../prisma/front-door/mail-folder.ts'
import { prepareStudy } from '../../prisma/front-door/run-recorded-study.ts'
import {
  clickThrough,
  collectComplaints,
  DESKTOP,
  everyView,
  expectAccessible,
  expectNoSidewaysScroll,
  openBrowser,
  PHONE,
} from './open-browser'

const server = useServer()
let browser: Browser
let studyPath = ''
const links = new Map<string, string>()

beforeAll(async () => {
  browser = await openBrowser()
  const demo = makeDemoStudy()
  const settings = {
    name: 'Journey',
    instrument: 'relationship-core@1',
    audience: 'shared',
    minimumGroupSize: 3,
  } as const
  studyPath = await prepareStudy(server.web, demo, settings)
  await openWave(server.web, studyPath)
  const mails = await server.mails.wait(demo.respondents.length, (mail) => mail.text.includes('/answer/'), 60)
  for (const mail of mails) links.set(mail.to, linkIn(mail, '/answer/'))
}, 400_000)
afterAll(() => browser?.close())

const SHARES = { time_price: '20', time_contract: '10', time_planning: '60', time_ideas: '10' }

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name=${name}]`, value)
}

async function agree(page: Page, point: number): Promise<void> {
  for (const item of [
    'trust_1',
    'trust_2',
    'trust_3',
    'trust_4',
    'trust_5',
    'dependence_1',
    'dependence_2',
    'dependence_3',
    'dependence_4',
  ])
    await page.check(`[name=${item}][value="${point}"]`)
}

const submit = (page: Page) => clickThrough(page, 'button[value=submit]')

test('on a phone, in Arabic, without script: nothing typed is lost, a wrong sum is told, submitting is final', async () => {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false, locale: 'ar' })
  const page = await context.newPage()
  await page.goto(links.get('najm-purchasing@najm.example') ?? '')
  expect(await page.getAttribute('html', 'dir')).toBe('rtl')
  expect(await page.textContent('main')).toContain('3 أشخاص على الأقل')
  expect(await page.locator('.assignments a').count()).toBe(5)

  await clickThrough(page, '.assignments a')
  await agree(page, 6)
  await fill(page, { time_hours: '١٢', ...SHARES, time_ideas: '25' })
  await submit(page)
  expect(await page.textContent('[role=alert]')).toContain('115')
  expect(await page.inputValue('[name=time_hours]')).toBe('١٢')
  expect(await page.isChecked('[name=trust_1][value="6"]')).toBe(true)

  // another language in the middle keeps everything that was typed
  await clickThrough(page, 'button[value="language:en"]')
  expect(await page.getAttribute('html', 'dir')).toBe('ltr')
  expect(await page.inputValue('[name=time_ideas]')).toBe('25')
  await clickThrough(page, 'button[value="language:ar"]')

  await fill(page, SHARES)
  await submit(page)
  expect(await page.locator('.tag.good').count()).toBe(1)

  // the submitted one can be read, not changed
  await clickThrough(page, '.assignments a')
  expect(await page.locator('form input').count()).toBe(0)
  await context.close()
}, 60_000)

test('what is left open is asked once more, and can be submitted as it is', async () => {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(links.get('kiran-sales@kiran.example') ?? '')
  await clickThrough(page, '.assignments a')
  await page.check('[name=trust_1][value=cannot_say]')
  await page.check('[name=time_none]')
  await submit(page)
  expect(await page.locator('[role=alert] li, [role=alert] a').count()).toBeGreaterThan(0)
  expect(await page.isChecked('[name=trust_1][value=cannot_say]')).toBe(true)
  await submit(page)
  expect(await page.locator('.tag.good').count()).toBe(1)
  await context.close()
}, 60_000)

test('with script a draft is saved while one types, and the rest goes to a share at a press', async () => {
  const context = await browser.newContext({ viewport: DESKTOP })
  const page = await context.newPage()
  const complaints = collectComplaints(page)
  const link = links.get('gulfb-purchasing@gulfb.example') ?? ''
  await page.goto(link)
  await expectAccessible(page)
  await clickThrough(page, '.assignments a')
  await expectAccessible(page)
  await page.check('[name=trust_1][value="5"]')
  await fill(page, { time_price: '30' })
  await page.waitForFunction(() => /\d/.test(document.getElementById('saved')?.textContent ?? ''), undefined, {
    timeout: 15_000,
  })
  await page.reload()
  expect(await page.inputValue('[name=time_price]')).toBe('30')
  expect(await page.isChecked('[name=trust_1][value="5"]')).toBe(true)
  expect(complaints).toEqual([])
  await context.close()
}, 60_000)

test.each(everyView())(
  'the pages are accessible and fit the screen: %s, %o',
  async (language, viewport) => {
    const context = await browser.newContext({ viewport })
    const page = await context.newPage()
    await page.goto(
      links.get(language === 'ar' ? 'rawabi-purchasing@rawabi.example' : 'optix-sales@optix.example') ?? '',
    )
    expect(await page.getAttribute('html', 'lang')).toBe(language)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await clickThrough(page, '.assignments a')
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await submit(page) // everything open: the page with what is asked once more
    await expectAccessible(page)
    await page.goto(page.url().replace(/[\w-]{43}/, 'A'.repeat(43)))
    expect(await page.title()).not.toBe('')
    await expectAccessible(page)
    await context.close()
  },
  60_000,
)

test('answers that could not be sent, though the browser calls itself online, are there again when the link is opened', async () => {
  const context = await browser.newContext({ viewport: PHONE })
  const refused = await context.newPage()
  const link = links.get('pack-sales@pack.example') ?? ''
  await refused.goto(link)
  await clickThrough(refused, '.assignments a')
  await context.route('**/answer/**', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  await agree(refused, 6)
  await fill(refused, { time_hours: '8', ...SHARES })
  expect(await refused.evaluate(() => navigator.onLine)).toBe(true)
  const failed = refused.waitForEvent('requestfailed', (request) => request.isNavigationRequest())
  await refused.locator('main button[value=submit]').click({ noWaitAfter: true })
  await failed
  await refused.close()

  // the list of firms says so, while the server cannot be reached
  const page = await context.newPage()
  await page.goto(link)
  await page.waitForSelector('#saved:not([hidden])')
  expect(await page.textContent('#saved')).toContain('still here')
  await clickThrough(page, '.assignments a')
  expect(await page.inputValue('[name=time_hours]')).toBe('8')
  expect(await page.isChecked('[name=trust_1][value="6"]')).toBe(true)

  // and when it can be reached again, everything arrives, and nothing stays on the device
  await context.unroute('**/answer/**')
  await submit(page)
  expect(await page.locator('.tag.good').count()).toBe(1)
  await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0)
  await context.close()
}, 60_000)

test('a second window that submits something else is told so; what it says is there when the answers are changed', async () => {
  const context = await browser.newContext({ viewport: PHONE })
  const [first, second] = [await context.newPage(), await context.newPage()]
  for (const page of [first, second]) {
    await page.goto(links.get('najm-purchasing@najm.example') ?? '')
    await clickThrough(page, '.assignments li:nth-child(3) a')
  }
  for (const [page, point] of [
    [first, 6],
    [second, 2],
  ] as const) {
    await agree(page, point)
    await fill(page, { time_hours: '8', ...SHARES })
  }
  await submit(first)
  await submit(second)
  expect(await second.textContent('[role=alert]')).toContain('سبق إرسال إجابات أخرى')
  expect(await second.textContent('#saved')).toContain('ولم تُرسل')
  // on paper: what it was answered for, the answers, and nothing to press
  await second.emulateMedia({ media: 'print' })
  for (const words of ['Journey', 'أوافق', 'Sara Haddad'])
    expect(await second.locator('main :visible', { hasText: words }).count()).toBeGreaterThan(0)
  expect(await second.locator('button:visible, summary:visible, .no-print:visible').count()).toBe(0)
  await second.emulateMedia({ media: 'screen' })
  await second.locator('summary').first().click()
  await clickThrough(second, 'button[value=change]')
  expect(await second.isChecked('[name=trust_1][value="2"]')).toBe(true)
  await submit(second) // shown once more, for something else is stored
  expect(await second.isChecked('[name=trust_1][value="2"]')).toBe(true)
  await submit(second)
  expect(await second.locator('.tag.good').count()).toBe(2)

  // whoever withdraws leaves nothing of it on the device either
  await first.goto(links.get('najm-purchasing@najm.example') ?? '')
  await clickThrough(first, '.assignments li:nth-child(3) a')
  await first.locator('summary').first().click()
  await clickThrough(first, 'button[value=change]')
  const stale = await context.newPage()
  await stale.goto(first.url())
  await submit(first)
  await stale.check('[name=trust_1][value="7"]')
  await submit(stale)
  expect(await stale.evaluate(() => localStorage.length)).toBe(1)
  // what a page of several firms kept of this one goes too, and of the others it stays
  await stale.evaluate(() => {
    const position = document.querySelector<HTMLElement>('[data-fields]')?.dataset.fields
    const kept = [
      [`${position}trust_1`, '7'],
      ['p900.trust_1', '3'],
    ]
    const link = location.pathname.split('/').slice(0, 4).join('/')
    localStorage.setItem(`answers ${link}/side-by-side side-by-side`, JSON.stringify(kept))
  })
  // the next page sends what is kept, and forgets what arrived: not before it was looked at
  await stale.route('**/side-by-side', (route) => route.abort())
  await stale.locator('summary').last().click()
  await clickThrough(stale, 'button[value=withdraw]')
  expect(stale.url()).toContain('?withdrawn')
  expect(await stale.evaluate(() => Object.values(localStorage))).toEqual(['[["p900.trust_1","3"]]'])
  await context.close()
}, 60_000)

test('a robot that opens every link of a mail spends nothing', async () => {
  const link = links.get('steel-sales@steel.example') ?? ''
  for (const method of ['GET', 'HEAD', 'GET']) {
    const reply = await fetch(link, { method })
    expect(reply.status).toBe(200)
  }
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(link)
  expect(await page.locator('.tag.good, .tag.warn').count()).toBe(0)
  await context.close()
})

test('after the wave is closed the link leads to a friendly page, and nothing that was not sent stays on the device', async () => {
  const context = await browser.newContext({ viewport: PHONE })
  const page = await context.newPage()
  await page.goto(links.get('optix-sales@optix.example') ?? '')
  await clickThrough(page, '.assignments a')
  await context.setOffline(true)
  await page.check('[name=trust_1][value="6"]')
  await expect.poll(() => page.evaluate(() => localStorage.length), { timeout: 10_000 }).toBe(1)
  await closeWave(server.web, studyPath, 60)
  // a page that is still open says so as soon as it is connected
  await context.setOffline(false)
  await expect.poll(() => page.textContent('#saved'), { timeout: 10_000 }).toBe('This survey is closed')
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  // and so does one that was left
  await page.evaluate((key) => localStorage.setItem(key, '[]'), `answers ${new URL(page.url()).pathname} trust`)
  await page.goto(links.get('optix-sales@optix.example') ?? '')
  await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0)
  await expectAccessible(page)
  await context.close()
  const reply = await fetch(links.get('pack-sales@pack.example') ?? '')
  expect(reply.status).toBe(410)
  expect(await reply.text()).toContain('Sara Haddad')
}, 90_000)
