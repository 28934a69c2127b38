import { expect, test } from 'vitest'
import { languageCookie } from '#app/http/language-cookie'
import { nextPage, nextPageCookie } from '#app/http/next-page-cookie'
import { ownPath } from '#app/http/own-path'

const sentBack = (cookie: string) => new Headers({ Cookie: `other=1; ${cookie.split(';')[0]}; last=2` })

test('the page that somebody wanted is remembered, and forgotten', () => {
  expect(nextPage(sentBack(nextPageCookie('/studies?page=2', false)))).toBe('/studies?page=2')
  expect(nextPage(sentBack(nextPageCookie('', false)))).toBeUndefined()
  expect(nextPageCookie('', false)).toContain('Max-Age=0')
  expect(nextPage(new Headers())).toBeUndefined()
})

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/%E0%A4%A\n',
  '',
  null,
])('no page of another site: %j', (path) => {
  expect(ownPath(path)).toBeUndefined()
  expect(nextPage(sentBack(nextPageCookie(String(path), false)))).toBeUndefined()
})

test('a cookie that is not ours is no page', () => {
  expect(nextPage(new Headers({ Cookie: 'next-page=%E0%A4%A' }))).toBeUndefined()
})

test('behind TLS they are sent over nothing else, and no script reads them', () => {
  expect(nextPageCookie('/studies', true)).toMatch(/; SameSite=Lax; HttpOnly; Secure$/)
  expect(languageCookie('ar', true)).toMatch(/; SameSite=Lax; HttpOnly; Secure$/)
  expect(languageCookie('ar', false)).not.toContain('Secure')
})
