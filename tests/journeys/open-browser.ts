import { readdirSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { findChromium } from '#tests/setup/find-chromium'

/** Without the switches Chromium calls home at every start. */
const SWITCHES = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const DESKTOP = { width: 1280, height: 900 }
export const PHONE = { width: 390, height: 800 }

export function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('no Chromium was found')
  return chromium.launch({ executablePath, args: SWITCHES })
}

/** The key of a text, which stands where nobody wrote the text. */
const AREAS = readdirSync('app/i18n/texts/en').map((file) => file.replace('.json', ''))
const KEY = new RegExp(`\\b(${AREAS.join('|')})([.][a-z][a-z-]*){2,}`, 'g')

type Viewport = typeof DESKTOP

/** `npm run test:journeys`: every page in every language at every width, which takes twice as long. */
export const isWhole = process.env.LONG_TESTS !== undefined

/** Languages and widths, each of which is there once; whole, each with each. */
export function everyView(narrow: Viewport = PHONE): ['en' | 'ar', Viewport][] {
  const pairs: ['en' | 'ar', Viewport][] = [
    ['en', DESKTOP],
    ['ar', narrow],
  ]
  return isWhole ? [...pairs, ['en', narrow], ['ar', DESKTOP]] : pairs
}

/** Whether the so many-th page is looked at in this language: one by one in English and Arabic; whole, in both. */
export const isTurnOf = (language: string, place: number) => isWhole || (place % 2 === 0) === (language === 'en')

/**
 * Fails for what automatic checks of accessibility find on the page (axe: WCAG 2 A and AA, best practices). No page has
 * frames: one tab is enough. Arabic pages are looked at in the dark, the others in the light, unless told otherwise.
 */
export async function expectAccessible(page: Page, theme?: 'light' | 'dark'): Promise<void> {
  const isArabic = (await page.getAttribute('html', 'lang')) === 'ar'
  await page.emulateMedia({ colorScheme: theme ?? (isArabic ? 'dark' : 'light') })
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
  expect(found, page.url().replace(/[\w-]{43}/, '…')).toEqual([])
  const shown = (await page.locator('main').allTextContents()).join(' ')
  expect(shown.match(KEY) ?? [], 'the page shows the key of a text').toEqual([])
}

/** Nothing sticks out sideways: what is wider than the screen scrolls inside its own frame. Charts take a moment to shrink. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const measure = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await expect
    .poll(measure, { timeout: 5000, message: `${page.url().replace(/[\w-]{43}/, '…')} is wider than the screen` })
    .toBeLessThanOrEqual(1)
}

/** Collects what the page complains about: scripts that fail, and messages of the console that are errors. */
export function collectComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // the browser itself reports a refused form (422) as a failed resource
    if (message.type() === 'error' && !message.text().includes('422')) complaints.push(message.text())
  })
  return complaints
}

/** Presses what leads to another page, and waits until that is there: a click alone returns before, on a busy machine. */
export async function clickThrough(page: Page, selector: string): Promise<void> {
  const loaded = page.waitForEvent('load')
  await page.locator(selector).first().click()
  await loaded
}
