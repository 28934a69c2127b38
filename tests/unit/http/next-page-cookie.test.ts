import { expect, test } from 'vitest'
import { nextPage, nextPageCookie } from '#app/http/next-page-cookie'
import { ownPath } from '#app/http/own-path'

const sentBack = (cookie: string) => new Headers({ Cookie: `other=1; ${cookie.split(';')[0]}; last=2` })

test('the page that somebody wanted is remembered, and forgotten', () => {
  expect(nextPage(sentBack(nextPageCookie('/studies?page=2')))).toBe('/studies?page=2')
  expect(nextPage(sentBack(nextPageCookie('')))).toBeUndefined()
  expect(nextPageCookie('')).toContain('Max-Age=0')
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
  expect(nextPage(sentBack(nextPageCookie(String(path))))).toBeUndefined()
})

test('a cookie that is not ours is no page', () => {
  expect(nextPage(new Headers({ Cookie: 'next-page=%E0%A4%A' }))).toBeUndefined()
})
