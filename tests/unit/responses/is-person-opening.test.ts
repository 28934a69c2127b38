import { expect, test } from 'vitest'
import { isPersonOpening } from '#app/responses/is-person-opening'

const BROWSER = {
  'User-Agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1',
  'Sec-Fetch-Mode': 'navigate',
  'Sec-Fetch-Dest': 'document',
}

test('a browser that goes to a page is a person; programs, previews and what is fetched ahead are none', () => {
  const opens = (headers: Record<string, string>) => isPersonOpening(new Headers(headers))
  expect(opens(BROWSER)).toBe(true)
  expect(opens({})).toBe(false)
  expect(opens({ 'User-Agent': 'curl/8' })).toBe(false)
  expect(opens({ ...BROWSER, 'User-Agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' })).toBe(false)
  expect(opens({ ...BROWSER, 'Sec-Purpose': 'prefetch' })).toBe(false)
  expect(opens({ ...BROWSER, 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'image' })).toBe(false)
})
