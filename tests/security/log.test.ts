// What the server prints while people sign in, answer and are administered holds nothing that they typed, and no key.
import { expect, test } from 'vitest'
import { useServer } from '#tests/setup/test-server'
import { makeDemoStudy } from '../../prisma/demo/make-demo-study.ts'
import { openWave } from '../../prisma/front-door/administrator.ts'
import { linkIn } from '../../prisma/front-door/mail-folder.ts'
import { readOpenAssignments, submitAnswers } from '../../prisma/front-door/respondent.ts'
import { prepareStudy } from '../../prisma/front-door/run-recorded-study.ts'
import { WebClient } from '../../prisma/front-door/web-client.ts'

const METRICS_TOKEN = 'metrics-token-of-this-test'
const server = useServer({ LOG_LEVEL: 'debug', METRICS_TOKEN, FAILURES_PER_MINUTE: '1000000' })

const COMMENT = 'Quincunx-comment: they never call back'
const PASSWORD = 'Quincunx-password-17'
const NAME = 'Quincunx Trading'

interface Line {
  level: string
  event: string
  requestId?: string
  method?: string
  route?: string
  status?: number
  milliseconds?: number
  job?: string
}

test('the log tells of requests and jobs, and of nothing that people typed or that opens a door', async () => {
  const demo = makeDemoStudy()
  const study = await prepareStudy(server.web, demo, {
    ...{ name: 'Quincunx study', instrument: 'relationship-pulse@1' },
    ...{ audience: 'attributed' as const, minimumGroupSize: 3 },
  })
  await openWave(server.web, study)
  const mails = await server.mails.wait(demo.respondents.length, (mail) => mail.text.includes('/answer/'), 60)
  const links = mails.map((mail) => new URL(linkIn(mail, '/answer/')).pathname)
  const respondent = new WebClient(server.address)
  const [first = '', second = ''] = links
  const [assignment] = await readOpenAssignments(respondent, server.address + first)
  await respondent.post(assignment?.path ?? '', { intent: 'save', trust_1: '6', comment_change: COMMENT })
  expect(await respondent.read(assignment?.path ?? '')).toContain(COMMENT)
  await submitAnswers(respondent, assignment?.path ?? '', { trust_1: '6', comment_change: COMMENT })
  await respondent.post(second, { intent: 'hand-over', colleagueEmail: 'quincunx@firm.test', colleagueName: NAME })
  await respondent.get(`${second}x`)
  await respondent.post(`${assignment?.path}`, { intent: 'no-such-thing', comment_change: COMMENT })

  const stranger = new WebClient(server.address)
  await stranger.post('/sign-in', { email: 'quincunx@firm.test', password: PASSWORD })
  await stranger.get(`/sign-in?email=quincunx@firm.test&next=${encodeURIComponent(first)}`)
  await stranger.post('/sign-in/confirm', { token: 'quincunx-token-of-nobody' })
  await server.web.post('/account', { intent: 'set-password', password: PASSWORD })
  await server.web.post('/participants/new', { email: 'quincunx@firm.test', name: NAME, intent: 'save' })
  await server.web.get('/participants?q=quincunx@firm.test')
  await server.web.postFile('/import/organizations', 'file', 'x.csv', `code,name\nQ1,${NAME}\n`, { intent: 'import' })
  const metrics = (token: string) =>
    fetch(new URL('/metrics', server.address), { headers: { Authorization: `Bearer ${token}` } })
  expect((await metrics(METRICS_TOKEN)).status).toBe(200)
  expect((await metrics('wrong')).status).toBe(401)
  const echoed = (await fetch(new URL('/sign-in', server.address))).headers.get('X-Request-Id')

  await expect.poll(() => server.printed).toContain(echoed)
  const text = server.printed
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
  const secrets = links.map((link) => link.split('/')[3] ?? '')
  expect(secrets.every((secret) => secret.length === 43)).toBe(true)
  const people = demo.respondents.map(({ email }) => email)
  for (const never of [...secrets, ...people, PASSWORD, METRICS_TOKEN, 'uincunx', 'sign-in/confirm?', '@', '/answer/0'])
    expect(text.includes(never), never.slice(0, 4)).toBe(false)

  const requests = lines.filter(({ event }) => event === 'request')
  for (const { requestId, method, route, status, milliseconds } of requests) {
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(['GET', 'POST']).toContain(method)
    expect(route).toMatch(/^(\/[\w:./-]*|other)$/)
    expect(status).toBeGreaterThanOrEqual(200)
    expect(milliseconds).toBeGreaterThan(0)
  }
  const routes = new Set(requests.map(({ route }) => route))
  for (const route of [
    '/answer/:workspaceId/:token/:assignmentId',
    '/sign-in',
    '/account',
    '/participants/:participantId',
    '/metrics',
  ])
    expect([...routes]).toContain(route)
  expect(new Set(lines.flatMap(({ job }) => job ?? []))).toContain('deliver-mail')
  expect(lines.filter(({ level }) => level === 'error')).toEqual([])
}, 240_000)
