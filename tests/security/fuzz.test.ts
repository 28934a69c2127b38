// Random requests to every route of the table of contents, as everybody who could send them, with fields learned from the forms
// of the pages: never a 500, a stack trace, markup that came through, or anything of another workspace. A short run belongs to
// the tests; `npm run test:fuzz` sends 20,000 requests (FUZZ_REQUESTS, FUZZ_SEED).
import type { RouteConfigEntry } from '@remix-run/route-config'
import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { makeMailsToken } from '#app/digests/member-mails-token.server'
import { KEY_RIGHTS } from '#app/people/access-key-form'
import { makeAccessKey } from '#app/people/access-keys.server'
import type { Role } from '#app/people/may'
import routes from '#app/routes'
import { makeMember } from '#tests/factories/make-member'
import { makeOpenWave, makeWorld, markWorld } from '#tests/factories/make-world'
import { expectConsoleError } from '#tests/setup/expect-console-error'
import { signIn, signInAs } from '#tests/setup/signed-in-request'
import { type Sent, useApplication } from '#tests/setup/test-application'
import { useRuntime } from '#tests/setup/test-runtime'
import { TEST_SECRET } from '#tests/setup/test-settings'
import { findFaults } from './fuzz-findings'
import { type LearnedForm, learnForms } from './fuzz-forms'
import { EXTRA_FIELDS, type RequestPlan, requestPlan, type Sender, type Value } from './fuzz-requests'

const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 400)
const IS_LONG = process.env.FUZZ_REQUESTS !== undefined
const SEED = Number(process.env.FUZZ_SEED ?? 20261129)
/** Requests change what is there: firms are deleted, sessions ended. So often everything is made anew. */
const REQUESTS_PER_WORLD = 400

const PUBLIC_URL = 'https://thiqa.test'
const FOREIGN = 'Foreignquincunx'
const COLLEAGUE = 'Colleaguequincunx'
const t = useRuntime({ env: { PUBLIC_URL, METRICS_TOKEN: 'metrics-token-of-this-test' } })
const application = useApplication(PUBLIC_URL)

function flatten(entries: RouteConfigEntry[]): RouteConfigEntry[] {
  return entries.flatMap((entry) => [entry, ...flatten(entry.children ?? [])])
}
const PATTERNS = flatten(routes).map(({ path = '' }) => `/${path === '*' ? 'nothing/here' : path}`)

const pick = <T>(list: readonly T[], at: number): T => {
  const one = list[at % list.length]
  if (one === undefined) throw new Error('there is nothing to pick from')
  return one
}

/** Two workspaces, of which one is the fuzzer's, and who sends requests to it. */
async function makeStage() {
  const { prisma } = t
  const own = await makeWorld(prisma)
  const foreign = await makeWorld(prisma)
  const [me, other] = await makeOpenWave(prisma, own)
  const [stranger] = await makeOpenWave(prisma, foreign)
  await markWorld(prisma, foreign, FOREIGN)
  await prisma.participant.update({
    where: { workspaceId_id: { workspaceId: own.workspaceId, id: other.participant.id } },
    data: { name: COLLEAGUE },
  })
  const { workspaceId } = own
  const { id: memberId, userId } = await makeMember(prisma, { workspaceId, role: 'owner' })
  const actor = { workspaceId, kind: 'member' as const, id: userId, address: '' }
  const form = { name: 'Program', rights: [...KEY_RIGHTS], days: 30 }
  const { token: key } = await makeAccessKey(prisma, { workspaceId, memberId, actor }, form, new Date())
  const headers = new Map<Sender, Record<string, string>>([
    ['nobody', {}],
    ['respondent', {}],
    ['program', { Authorization: `Bearer ${key}` }],
  ])
  const mailsToken = makeMailsToken(TEST_SECRET, workspaceId, own.memberId)
  const foreignIds = [
    ...[foreign.workspaceId, foreign.studyId, foreign.wave.id, foreign.relationshipId, foreign.organizationId],
    ...[foreign.participant.id, foreign.memberId, foreign.webhookId, stranger.assignmentId, stranger.invitationId],
    ...[other.assignmentId, other.invitationId],
  ]
  const ids: Record<string, string> = {
    ...{ workspaceId, studyId: own.studyId, waveId: own.wave.id, relationshipId: own.relationshipId },
    ...{ organizationId: own.organizationId, participantId: own.participant.id, memberId: own.memberId },
    ...{
      webhookId: own.webhookId,
      assignmentId: me.assignmentId,
      token: me.token,
      name: own.templateName,
      version: '1',
    },
  }
  return { own, me, headers, mailsToken, foreignIds, ids, forms: new Map<string, LearnedForm[]>() }
}
type Stage = Awaited<ReturnType<typeof makeStage>>

async function headersOf(stage: Stage, sender: Sender): Promise<Record<string, string>> {
  const known = stage.headers.get(sender)
  if (known) return known
  const { workspaceId } = stage.own
  const Cookie =
    sender === 'signed-in respondent'
      ? await signInRespondent(stage)
      : await signIn({ workspaceId, role: sender as Role })
  stage.headers.set(sender, { Cookie })
  return { Cookie }
}

/** As in life: a link is asked for, comes by mail, and is opened. */
async function signInRespondent({ me }: Stage): Promise<string> {
  const at = new Date()
  const { email, name } = me.participant
  await t.prisma.user.upsert({
    where: { email },
    update: {},
    create: { name, email, emailVerified: false, createdAt: at, updatedAt: at },
  })
  return signInAs(email)
}

const FILES: Record<string, string[]> = {
  '/studies/:studyId/data/:file': ['codebook.xml', 'responses-wide.csv', 'responses-long.csv', 'responses-wide.sav'],
  '/answer/:workspaceId/:token/data/:file': ['my-data.json', 'my-data.csv'],
  '/my-data/:workspaceId/:file': ['my-data.json', 'my-data.csv'],
  '/import/:kind': ['organizations', 'participants', 'relationships'],
  '/import/:kind/sample.csv': ['organizations', 'participants', 'relationships'],
}

/** The address of a route, with what stands in it as it should be unless the plan says otherwise. */
function addressOf(stage: Stage, pattern: string, choice: number, odd: readonly (string | undefined)[]): string {
  let at = 0
  const address = pattern.replace(/:(\w+)/g, (_whole, name: string) => {
    const asItShouldBe =
      name === 'token' && pattern.startsWith('/mails/')
        ? stage.mailsToken
        : name === 'file' || name === 'kind'
          ? pick(FILES[pattern] ?? ['x'], choice)
          : (stage.ids[name] ?? stage.own.studyId)
    // by bytes: half a character cannot be sent
    return encodeURIComponent(Buffer.from(odd[at++] ?? asItShouldBe).toString())
  })
  return withoutDots(address)
}

/** Two dots are resolved by every client before they are sent. */
const withoutDots = (address: string) => address.replace(/\/\.{1,2}(?=\/|$)/g, '/%2e')

function textOf(stage: Stage, learned: readonly string[], value: Value): string {
  switch (value.kind) {
    case 'text':
      return value.text
    case 'own':
      return pick(Object.values(stage.ids), value.at)
    case 'foreign':
      return pick(stage.foreignIds, value.at)
    case 'learned':
      return learned.length > 0 ? pick(learned, value.at) : ''
  }
}

/** Opens every route as it should be opened, as the first who may. @returns patterns that nobody could open */
async function learn(stage: Stage): Promise<string[]> {
  const closed: string[] = []
  for (const pattern of PATTERNS) {
    const path = addressOf(stage, pattern, 0, [])
    let isOpen = false
    for (const sender of ['owner', 'auditor', 'respondent', 'signed-in respondent', 'program'] as const) {
      const { status, headers, text } = await application.send({ path, headers: await headersOf(stage, sender) })
      if (status >= 300) continue
      isOpen = true
      if (String(headers['content-type']).startsWith('text/html')) stage.forms.set(pattern, learnForms(path, text))
      break
    }
    if (!isOpen) closed.push(pattern)
  }
  return closed
}

function makeBody(plan: RequestPlan, fields: [string, string][]): Pick<Sent, 'body' | 'headers'> {
  const type = (text: string) => ({ headers: { 'Content-Type': text } })
  switch (plan.type) {
    case 'form':
      return { body: new URLSearchParams(fields).toString(), ...type('application/x-www-form-urlencoded') }
    case 'multipart': {
      const parts = fields.map(([name, value]) => {
        const isFile = name === 'file' || plan.choices % 5 === 0
        const quoted = name.replace(/["\r\n]/g, '_')
        return `--bound\r\nContent-Disposition: form-data; name="${quoted}"${isFile ? '; filename="x.csv"' : ''}\r\n\r\n${value}\r\n`
      })
      return { body: `${parts.join('')}--bound--\r\n`, ...type('multipart/form-data; boundary=bound') }
    }
    case 'json':
      return { body: JSON.stringify(Object.fromEntries(fields)), ...type('application/json') }
    case 'text':
      return { body: fields.map((pair) => pair.join('=')).join('\n'), ...type('text/plain') }
    default:
      return { body: '--bound\r\nnonsense %E0%A4%A', ...type('multipart/form-data; boundary=bound') }
  }
}

async function toRequest(stage: Stage, plan: RequestPlan): Promise<Sent> {
  const pattern = pick(PATTERNS, plan.route)
  const forms = stage.forms.get(pattern) ?? []
  const form = forms.length > 0 ? pick(forms, plan.form) : undefined
  const learned = [...(form?.fields.values() ?? [])].flat()
  const write = (value: Value) => textOf(stage, learned, value)
  const fields = [...(form?.fields ?? [])].map(([name, values]): [string, string] => [name, pick(values, plan.choices)])
  for (const { what, field, value } of plan.changes) {
    const at = fields.length > 0 ? field % fields.length : -1
    const chosen = fields[at]
    if (what === 'add' || !chosen) fields.push([pick(EXTRA_FIELDS, field), write(value)])
    else if (what === 'replace') fields[at] = [chosen[0], write(value)]
    else if (what === 'drop') fields.splice(at, 1)
    else fields.push([chosen[0], write(value)])
  }
  const odd = plan.params.map((param) => param && write(param).slice(0, 2000))
  const address = odd.some((one) => one !== undefined)
    ? addressOf(stage, pattern, plan.choices, odd)
    : (form?.path ?? addressOf(stage, pattern, plan.choices, []))
  const hasBody = !['GET', 'HEAD', 'OPTIONS'].includes(plan.method)
  const query = plan.query.map(({ name, value }): [string, string] => [name, write(value)])
  const asked = new URLSearchParams(hasBody ? query : [...fields, ...query]).toString().slice(0, 6000)
  const [path = '', own = ''] = address.split('?')
  const search = [own, asked].filter(Boolean).join('&')
  const data = plan.isData ? (path === '/' ? '_root.data' : '.data') : ''
  const body = hasBody ? makeBody(plan, fields) : {}
  return {
    method: plan.method,
    path: `${path}${data}${search && `?${search}`}`,
    ...(body.body !== undefined && { body: body.body }),
    headers: { ...(await headersOf(stage, plan.sender)), ...body.headers, ...plan.header },
  }
}

// the same requests reach both databases: once is enough
const isEmbedded = !inject('postgresqlServer')

test.runIf(isEmbedded)(
  'no request to any route gives a 500, a stack trace, markup that came through, or anything of others',
  async () => {
    const errors = expectConsoleError()
    const plans = fc.sample(requestPlan(PATTERNS.length), { numRuns: REQUESTS, seed: SEED })
    const found = new Map<string, string>()
    const statuses = new Map<number, number>()
    const begin = performance.now()
    let stage: Stage | undefined
    let slowest = { milliseconds: 0, route: '' }
    for (const [number, plan] of plans.entries()) {
      if (!stage || number % REQUESTS_PER_WORLD === 0) {
        stage = await makeStage()
        const closed = await learn(stage)
        if (IS_LONG) console.log(`not opened: ${closed.join(' ')}`)
        // what cannot be opened is for forms or a provider alone; where it is more, the fuzzer has lost its way in
        expect(closed.length).toBeLessThan(PATTERNS.length / 6)
      }
      const pattern = pick(PATTERNS, plan.route)
      const sent = await toRequest(stage, plan)
      const logged = errors.length
      const asked = performance.now()
      const reply = await application.send(sent)
      const milliseconds = performance.now() - asked
      if (milliseconds > slowest.milliseconds) slowest = { milliseconds, route: pattern }
      statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1)
      const isOutside = ['nobody', 'respondent', 'signed-in respondent', 'researcher'].includes(plan.sender)
      const faults = findFaults(reply, isOutside ? [FOREIGN, COLLEAGUE] : [FOREIGN])
      if (errors.length > logged) faults.push(`it was logged as an error: ${errors.slice(logged).join(' ')}`)
      for (const fault of faults) {
        const kind = `${plan.method} ${pattern}: ${fault.replace(/"(requestId|at)":"[^"]*",?/g, '')}`
        if (IS_LONG && !found.has(kind)) console.log(kind.slice(0, 1500))
        if (!found.has(kind))
          found.set(kind, `${number} ${plan.sender} ${sent.path} ${String(sent.body ?? '').slice(0, 600)}`)
      }
      if (IS_LONG && number % 250 === 0)
        console.log(`${number} requests, ${Math.round((performance.now() - begin) / 1000)} s, ${found.size} findings`)
      // who was signed out, or is no member any more, comes back as somebody new
      const isOut = String(reply.headers.location ?? '').startsWith('/sign-in') || reply.status === 401
      if (isOut && !['nobody', 'respondent', 'program'].includes(plan.sender)) stage.headers.delete(plan.sender)
    }
    if (IS_LONG)
      console.log({
        ...{ requests: plans.length, seconds: Math.round((performance.now() - begin) / 1000), findings: found.size },
        ...{ statuses: Object.fromEntries([...statuses].sort()), slowest },
      })
    expect([...found].map(([kind, first]) => `${kind}\n    ${first}`)).toEqual([])
    expect('isOwner' in {}).toBe(false)
  },
  300_000 + REQUESTS * 2000,
)
