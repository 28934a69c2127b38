import { expect, test } from 'vitest'
import { makeRoutePattern } from '#app/http/route-pattern'

const patternOf = makeRoutePattern([
  '',
  'answer/:workspaceId/:token',
  'answer/:workspaceId/:token/:assignmentId',
  'answer/:workspaceId/:token/mails',
  'studies/:studyId',
  'studies/new',
  'studies/:studyId/portfolio.csv',
])

test.each([
  ['/', '/'],
  ['/answer/w/secret', '/answer/:workspaceId/:token'],
  ['/answer/w/secret/mails', '/answer/:workspaceId/:token/mails'],
  ['/answer/w/secret/a', '/answer/:workspaceId/:token/:assignmentId'],
  ['/studies/new', '/studies/new'],
  ['/studies/1', '/studies/:studyId'],
  ['/studies/1/', '/studies/:studyId'],
  ['/studies/1.data', '/studies/:studyId'],
  ['/_root.data', '/'],
  ['/studies/1/portfolio.csv', '/studies/:studyId/portfolio.csv'],
  ['/studies//portfolio.csv', 'other'],
  ['/wp-login.php', 'other'],
  ['/answer/w/secret/a/b', 'other'],
])('%s belongs to %s', (address, pattern) => {
  expect(patternOf(address)).toBe(pattern)
})
