// What a screen reader is told on a respondent's form, and a pulse that is answered with nothing but the keyboard.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useServer } from '#tests/setup/test-server'
import { makeDemoStudy } from '../../prisma/demo/make-demo-study.ts'
import { openWave } from '../../prisma/front-door/administrator.ts'
import { linkIn } from '../../prisma/front-door/mail-folder.ts'
import { prepareStudy } from '../../prisma/front-door/run-recorded-study.ts'
import { clickThrough, DESKTOP, everyView, expectAccessible, openBrowser } from './open-browser'

const server = useServer()
const pictures = process.env.PICTURES
let browser: Browser
let links: string[] = []

beforeAll(async () => {
  browser = await openBrowser()
  const demo = makeDemoStudy()
  const settings = { instrument: 'relationship-pulse@1', audience: 'attributed', minimumGroupSize: 3 } as const
  await openWave(server.web, await prepareStudy(server.web, demo, { name: 'Pulse', ...settings }))
  const mails = await server.mails.wait(demo.respondents.length, (mail) => mail.text.includes('/answer/'), 60)
  links = mails.slice(0, 4).map((mail) => linkIn(mail, '/answer/'))
}, 400_000)
afterAll(() => browser?.close())

/** The form about the first firm, in a language. */
async function openForm(link: string, language: string, viewport = DESKTOP): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: language })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  await page.goto(link)
  const other = page.locator(`button[value="language:${language}"]`)
  if (await other.count()) await clickThrough(page, `button[value="language:${language}"]`)
  await clickThrough(page, '.assignments a')
  return page
}

interface Spoken {
  role: string
  name: string
  /** of the group in which it stands */
  group: string
}

const SPOKEN = ['heading', 'radiogroup', 'radio', 'textbox', 'checkbox', 'button', 'link']

/** Chromium's accessibility tree in the order in which it is read. */
async function readAloud(page: Page): Promise<Spoken[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const spoken: Spoken[] = []
  const walk = (id: string, group: string) => {
    const node = byId.get(id)
    const role = String(node?.role?.value ?? '')
    const name = String(node?.name?.value ?? '')
    if (node && !node.ignored && SPOKEN.includes(role)) spoken.push({ role, name, group })
    for (const child of node?.childIds ?? []) walk(child, role === 'radiogroup' ? name : group)
  }
  walk(nodes[0]?.nodeId ?? '', '')
  return spoken
}

const WORDS = {
  en: { lowest: 'Strongly disagree', highest: 'Strongly agree', unknown: 'Cannot say', trust: /^How you see / },
  ar: { lowest: 'لا أوافق بشدة', highest: 'أوافق بشدة', unknown: 'لا يمكنني الحكم', trust: /^كيف ترون / },
} as const

test.each(everyView())(
  'a form is read aloud in order: headings, statements, the words of the scale (%s)',
  async (language, viewport) => {
    const page = await openForm(links[0] ?? '', language, viewport)
    const words = WORDS[language]
    const spoken = await readAloud(page)
    const statements = await page.locator('.matrix tbody th > span:first-child').allTextContents()
    expect(statements).toHaveLength(5)
    const headings = spoken.filter(({ role }) => role === 'heading').map(({ name }) => name)
    expect(headings[1]).toMatch(words.trust)
    expect(headings).toEqual(await page.locator('main :is(h1, h2, h3)').allTextContents())
    // each statement once, as the name of a group of choices that bear the words of the scale
    const groups = spoken.filter(({ role }) => role === 'radiogroup').map(({ name }) => name)
    expect(groups).toEqual(statements)
    for (const statement of statements) {
      const choices = spoken.filter(({ role, group }) => role === 'radio' && group === statement)
      expect(choices.map(({ name }) => name)).toHaveLength(9)
      expect([choices[0]?.name, choices[6]?.name, choices[8]?.name]).toEqual([
        words.lowest,
        words.highest,
        words.unknown,
      ])
    }
    const placeOf = (wanted: (one: Spoken) => boolean) => spoken.findIndex(wanted)
    const order = [
      placeOf(({ role }) => role === 'heading'),
      placeOf(({ name, role }) => role === 'heading' && words.trust.test(name)),
      placeOf(({ role }) => role === 'radiogroup'),
      placeOf(({ role }) => role === 'textbox'),
      spoken.findLastIndex(({ role }) => role === 'button'),
    ]
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(order).not.toContain(-1)
    for (const { role, name } of spoken) expect(name, `a ${role} without a name`).not.toBe('')
    await expectAccessible(page)
    if (pictures) await page.screenshot({ path: `${pictures}/aloud-${language}-${viewport.width}.png`, fullPage: true })
    await page.context().close()
  },
)

/** What has the focus: its name and value, that one sees it there, and that nothing lies upon it. */
function focused(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return undefined
    const shown = element.closest('label') ?? element
    const outlines = [element, shown].map((one) => getComputedStyle(one))
    const box = shown.getBoundingClientRect()
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
    const above = document.elementFromPoint(x, y)
    return {
      name: element.getAttribute('name') ?? '',
      value: element.getAttribute('value') ?? '',
      kind: element.getAttribute('type') ?? element.tagName.toLowerCase(),
      hasOutline: outlines.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px'),
      isUncovered: above !== null && (shown.contains(above) || above.contains(shown)),
    }
  })
}

test.each([
  ['en', DESKTOP],
  ['ar', { width: 360, height: 640 }],
] as const)('a pulse is answered with nothing but the keyboard (%s)', async (language, viewport) => {
  const page = await openForm(links[language === 'en' ? 1 : 2] ?? '', language, viewport)
  const answered = new Map<string, string>()
  let isSent = false
  for (let presses = 0; presses < 80 && !isSent; presses++) {
    await page.keyboard.press('Tab')
    const at = await focused(page)
    if (!at) continue
    expect(at, `focus on ${at.name} ${at.value}`).toMatchObject({ hasOutline: true, isUncovered: true })
    if (at.kind === 'radio' && !answered.has(at.name)) {
      await page.keyboard.press('Space')
      // on by three: the choice goes with the focus
      for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowDown')
      const chosen = await focused(page)
      expect(chosen).toMatchObject({ name: at.name, hasOutline: true, isUncovered: true })
      answered.set(at.name, chosen?.value ?? '')
    } else if (at.kind === 'textarea') {
      await page.keyboard.type('Answer the phone')
      answered.set(at.name, 'text')
    } else if (at.name === 'intent' && at.value === 'submit') {
      const loaded = page.waitForEvent('load')
      await page.keyboard.press('Enter')
      await loaded
      isSent = true
    }
  }
  expect(isSent).toBe(true)
  expect(answered.get('trust_1')).toBe('4')
  expect(answered.size).toBe(7)
  await page.waitForURL(/\?submitted$/)
  expect(await page.locator('.tag.good').count()).toBe(1)
  await page.context().close()
})
