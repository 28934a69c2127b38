// Every route × every role × {own workspace, another one, no session, expired, revoked, removed, lapsed, forged}: nobody gets
// in where they do not belong. The routes come from the table of contents; one without a rule fails the test.
import type { RouteConfigEntry } from '@remix-run/route-config'
import { expect, test } from 'vitest'
import type { KeyRight } from '#app/people/access-key-form'
import { ROLES, type Role } from '#app/people/may'
import { endSession } from '#app/people/sign-in.server'
import routes from '#app/routes'
import { makeKey } from '#tests/factories/make-key'
import { type MemberValues, makeMember } from '#tests/factories/make-member'
import { makeOrganization } from '#tests/factories/make-organization'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { makeWorld, type World } from '#tests/factories/make-world'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { signIn, signInAs } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

type Handler = (args: ReturnType<typeof routeArguments>) => unknown
interface RouteModule {
  loader?: Handler
  action?: Handler
}

const modules = import.meta.glob<RouteModule>('../../app/routes/**/*.{ts,tsx}')
const t = useRuntime({ isKept: true })

const EVERYBODY = ROLES
const OWNERS: readonly Role[] = ['owner', 'administrator']
const READERS: readonly Role[] = ['owner', 'administrator', 'manager', 'researcher']
const RESEARCH: readonly Role[] = ['owner', 'administrator', 'researcher']
const CHECKERS: readonly Role[] = ['owner', 'administrator', 'auditor']
const KEEPERS: readonly Role[] = ['owner', 'administrator', 'manager']

interface Door {
  roles: readonly Role[]
  /** values of the parameters in the address: an object of the workspace */
  params?: (world: World) => Record<string, string>
  /** whether a manager whose reach lies elsewhere is told that there is nothing */
  byReach?: true
  /** what is one member's own: for all others of the workspace it is not there */
  isOwn?: true
  /** whether the log tells of every look at it */
  isRecorded?: true
}
const ofStudy: Door['params'] = ({ studyId }) => ({ studyId })
const ofRelationship: Door['params'] = ({ relationshipId }) => ({ relationshipId })
const ofBoth: Door['params'] = ({ studyId, relationshipId }) => ({ studyId, relationshipId })
const ofRegister: Door['params'] = () => ({ register: 'operations' })
const ofWave: Door['params'] = ({ studyId, wave }) => ({ studyId, waveId: wave.id })
const ofTemplate: Door['params'] = ({ templateName }) => ({ name: templateName, version: '1' })
const isRecorded = true
const results = (params: Door['params']): Door => ({
  roles: READERS,
  ...(params && { params }),
  byReach: true,
  isRecorded,
})
const research = (params: Door['params']): Door => ({ roles: RESEARCH, ...(params && { params }), isRecorded })
const setUp = (params?: Door['params']): Door => ({ roles: OWNERS, ...(params && { params }) })

/** What stands behind the sign-in: which roles may open it. Written out here, so that a slip in `may` is noticed. */
const DOORS: Record<string, Door> = {
  'dashboard/home.tsx': { roles: EVERYBODY },
  'account/members.tsx': { roles: CHECKERS },
  'account/member.tsx': setUp(({ memberId }) => ({ memberId })),
  'account/account.tsx': { roles: EVERYBODY },
  'account/own-mails.tsx': { roles: EVERYBODY },
  'account/keys.tsx': { roles: RESEARCH },
  'account/settings.tsx': { roles: CHECKERS },
  'account/webhooks.tsx': setUp(),
  'account/webhook.tsx': setUp(({ webhookId }) => ({ webhookId })),
  'account/passkeys.ts': { roles: EVERYBODY },
  'account/retention.tsx': setUp(),
  'account/share-benchmarks.tsx': setUp(),
  'account/audit.tsx': { roles: CHECKERS },
  'account/audit-csv.ts': { roles: CHECKERS, isRecorded },
  // beside results reasons would tell “too few” from “just enough”: for nobody who sees any
  'account/withheld.tsx': { roles: ['auditor'] },
  'account/withheld-csv.ts': { roles: ['auditor'], isRecorded },
  'studies/studies.tsx': { roles: READERS },
  'studies/new-study.tsx': setUp(),
  'studies/import-history.tsx': setUp(),
  'studies/study.tsx': setUp(ofStudy),
  'studies/rhythm.tsx': setUp(ofStudy),
  'studies/mail-texts.tsx': setUp(ofStudy),
  'studies/calendar.tsx': setUp(ofStudy),
  'studies/calendar-ics.ts': setUp(ofStudy),
  'studies/control-room.tsx': setUp(ofWave),
  'studies/participation-csv.ts': { ...setUp(ofWave), isRecorded },
  'studies/personal-links.tsx': setUp(ofWave),
  'studies/who-else.tsx': setUp(({ studyId, wave, relationshipId }) => ({ studyId, waveId: wave.id, relationshipId })),
  'studies/outgoing-mail.tsx': setUp(),
  'relationships/organizations.tsx': setUp(),
  'relationships/organization.tsx': setUp(({ organizationId }) => ({ organizationId })),
  'relationships/participants.tsx': setUp(),
  'relationships/participant.tsx': setUp(({ participant }) => ({ participantId: participant.id })),
  'relationships/relationships.tsx': setUp(),
  'relationships/relationship.tsx': setUp(ofRelationship),
  'relationships/promises.tsx': { roles: KEEPERS, params: ofRelationship, byReach: true },
  'signals/signals.tsx': { roles: KEEPERS, isRecorded },
  'signals/signals-csv.ts': { roles: KEEPERS, isRecorded },
  'signals/signal.tsx': { roles: KEEPERS, params: ({ signalId }) => ({ signalId }), byReach: true, isRecorded },
  'signals/interventions.tsx': { roles: KEEPERS, isRecorded },
  'signals/thresholds.tsx': setUp(ofStudy),
  'signals/back-test.tsx': { roles: KEEPERS, params: ofStudy, byReach: true, isRecorded },
  'relationships/relationship-contacts.tsx': { roles: KEEPERS, params: ofRelationship, byReach: true },
  'relationships/contacts.tsx': { roles: KEEPERS },
  'relationships/contacts-csv.ts': { roles: KEEPERS, isRecorded },
  'relationships/contacts-import.tsx': { roles: KEEPERS },
  'relationships/contacts-sample.ts': { roles: KEEPERS },
  'evidence/promises.tsx': { roles: KEEPERS },
  'evidence/promises-csv.ts': { roles: KEEPERS, isRecorded },
  'evidence/promises-import.tsx': { roles: KEEPERS },
  'evidence/promises-sample.ts': { roles: KEEPERS },
  'evidence/evidence.tsx': { roles: KEEPERS },
  'evidence/register.tsx': { roles: KEEPERS, params: ofRegister, isRecorded },
  'evidence/register-csv.ts': { roles: KEEPERS, params: ofRegister, isRecorded },
  'evidence/register-import.tsx': { roles: KEEPERS, params: ofRegister },
  'evidence/register-sample.ts': { roles: KEEPERS, params: ofRegister },
  'evidence/entries.tsx': {
    roles: KEEPERS,
    params: ({ relationshipId }) => ({ register: 'ideas', subjectId: relationshipId }),
    byReach: true,
  },
  'relationships/import.tsx': setUp(() => ({ kind: 'participants' })),
  'relationships/import-sample.ts': setUp(() => ({ kind: 'participants' })),
  'templates/templates.tsx': setUp(),
  'templates/preview.tsx': setUp(ofTemplate),
  'templates/words-csv.ts': setUp(ofTemplate),
  'templates/surveyjs-json.ts': setUp(ofTemplate),
  'templates/template-json.ts': setUp(ofTemplate),
  'dashboard/portfolio.tsx': results(ofStudy),
  'dashboard/portfolio-csv.ts': results(ofStudy),
  'dashboard/relationship.tsx': results(ofBoth),
  'dashboard/relationship-csv.ts': results(ofBoth),
  'dashboard/benchmarks.tsx': results(ofStudy),
  'dashboard/benchmarks-csv.ts': results(ofStudy),
  'dashboard/groups.tsx': results(ofStudy),
  'dashboard/groups-csv.ts': results(ofStudy),
  'dashboard/transactional-time.tsx': results(ofStudy),
  'dashboard/transactional-time-csv.ts': results(ofStudy),
  'reports/relationship-report.tsx': results(ofBoth),
  'reports/portfolio-report.tsx': results(ofStudy),
  'reports/report-links.tsx': { roles: KEEPERS },
  'dashboard/measurement.tsx': research(ofStudy),
  'dashboard/measurement-csv.ts': research(ofStudy),
  'dashboard/measurement-script.ts': research(ofStudy),
  'dashboard/relations-csv.ts': research(ofStudy),
  'dashboard/relation-estimates-csv.ts': research(ofStudy),
  'exports/indices-json.ts': results(ofStudy),
  'exports/answering.tsx': research(ofStudy),
  'exports/answering-csv.ts': research(ofStudy),
  'exports/unflagged-csv.ts': research(ofStudy),
  'exports/codebook-csv.ts': research(ofStudy),
  'exports/data.tsx': research(ofStudy),
  // whoever asked is sent their own: tests/routes/exports/requests.test.ts
  'exports/export-list.ts': { roles: RESEARCH, params: ofStudy },
  'exports/export-file.ts': {
    roles: RESEARCH,
    params: ({ studyId }) => ({ studyId, exportId: '01890000-0000-7000-8000-000000000000', file: 'bundle.zip' }),
    isOwn: true,
  },
  'exports/data-file.ts': research(({ studyId }) => ({ studyId, file: 'responses-wide.csv' })),
}

const byKey = (roles: readonly Role[], params?: Door['params']): Door => ({ roles, ...(params && { params }) })
const OF_STUDY: Door['params'] = ({ studyId }) => ({ study_id: studyId })
const OF_EXPORT: Door['params'] = () => ({ export_id: '01890000-0000-7000-8000-000000000000' })

/** What programs call: for the roles whose keys may, and never by the session of a browser. */
const CALLS: Record<string, Door> = {
  'api/studies.ts': byKey(READERS),
  'api/study.ts': { ...byKey(READERS, OF_STUDY), byReach: true },
  'api/waves.ts': { ...byKey(READERS, OF_STUDY), byReach: true },
  'api/indices.ts': { ...byKey(READERS, OF_STUDY), byReach: true },
  'api/codebook.ts': byKey(RESEARCH, OF_STUDY),
  'api/exports.ts': byKey(RESEARCH, OF_STUDY),
  'api/export.ts': { ...byKey(RESEARCH, OF_EXPORT), isOwn: true },
  'api/export-download.ts': { ...byKey(RESEARCH, OF_EXPORT), isOwn: true },
  'api/instruments.ts': byKey(RESEARCH),
  'api/instrument.ts': byKey(RESEARCH, ofTemplate),
  'api/participants-import.ts': byKey(OWNERS),
}

/** No account is needed here; each has its own tests. */
const OPEN = [
  'api/open-api.ts',
  'api/reference.tsx',
  'account/language.ts',
  'account/member-mails.tsx',
  'account/passkey-sign-in.ts',
  'account/set-up.tsx',
  'account/sign-in.tsx',
  'account/sign-in-confirm.tsx',
  'account/second-factor.tsx',
  'account/sign-out.ts',
  'account/single-sign-on-callback.ts',
  'account/single-sign-on.ts',
  'respond/answer.tsx',
  'respond/confirm-address.tsx',
  'respond/erased.tsx',
  'respond/link-data-file.ts',
  'respond/link-data.tsx',
  'respond/mails.tsx',
  'respond/my-data-file.ts',
  'respond/my-data.tsx',
  'respond/overview.tsx',
  'respond/own-surveys.tsx',
  'respond/side-by-side.tsx',
  'reports/report-by-link.tsx',
  'system/metrics.ts',
  'system/not-found.tsx',
  'system/outbox.tsx',
  'system/outbox-message.ts',
  'system/texts-json.ts',
]

/** Every route of the table of contents: its file, and the parameters of its address. */
const ROUTES = flatten(routes).map(({ file, path = '' }) => ({
  name: file.replace('routes/', ''),
  parameters: [...path.matchAll(/:(\w+)/g)].flatMap(([, parameter]) => parameter ?? []),
}))

function flatten(entries: RouteConfigEntry[]): RouteConfigEntry[] {
  return entries.flatMap((entry) => [entry, ...flatten(entry.children ?? [])])
}

/** Whether an address names something that belongs to a workspace: a list to import or a register is the same word in each. */
function namesAnObject(params: Record<string, string>): boolean {
  return Object.keys(params).some((name) => name !== 'kind' && name !== 'register')
}

/** The status that a browser would get. */
async function statusOf(handler: Handler, request: Request, params: Record<string, string>): Promise<number> {
  try {
    const answer = await handler(routeArguments(request, params))
    if (answer instanceof Response) {
      await answer.body?.cancel()
      return answer.status
    }
    return (answer as { init?: { status?: number } } | null)?.init?.status ?? 200
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status
    throw thrown
  }
}

async function loadRoute(name: string): Promise<RouteModule> {
  const load = modules[`../../app/routes/${name}`]
  if (!load) throw new Error(`there is no route ${name}`)
  return load()
}

/** Cookies that were good once: of a session that ended, of one that was ended, of somebody who left, of a lapsed invitation. */
async function makeSpentCookies(workspaceId: string, role: Role): Promise<[string, string][]> {
  const { session, member } = t.prisma
  const join = async (values: Partial<MemberValues> = {}) => {
    const { email, userId, id } = await makeMember(t.prisma, { workspaceId, role, ...values })
    return { userId, id, cookie: await signInAs(email) }
  }
  const late = await join()
  await session.updateMany({ where: { userId: late.userId }, data: { expiresAt: new Date(Date.now() - 1000) } })
  const ended = await join()
  await endSession(t.runtime.auth, new Headers({ Cookie: ended.cookie }))
  const left = await join()
  await member.delete({ where: { workspaceId_id: { workspaceId, id: left.id } } })
  const lapsed = await join({ joinedAt: null, invitedAt: new Date('2026-01-01T00:00:00Z') })
  return [
    ['', 'nobody signed in'],
    [late.cookie, 'an expired session'],
    [ended.cookie, 'a revoked session'],
    [left.cookie, 'a member who was removed'],
    [lapsed.cookie, 'an invitation that lapsed'],
    [`${late.cookie.slice(0, -4)}AAAA`, 'a forged session'],
  ]
}

/** What all doors are tried on, made once: no request of a test finds an intent that there is, and so none changes it. */
const makeTown = async () => {
  const world = await makeWorld(t.prisma)
  const { workspaceId } = world
  const stranger = await makeWorkspace(t.prisma)
  const elsewhere = await makeOrganization(t.prisma, { workspaceId })
  const spent = new Map<Role, Promise<[string, string][]>>()
  const cookies = new Map<string, Promise<string>>()
  return {
    ...{ world, stranger, elsewhere },
    spentCookiesOf(role: Role) {
      const made = spent.get(role) ?? makeSpentCookies(workspaceId, role)
      spent.set(role, made)
      return made
    },
    /** of one and the same person for the same values */
    cookieOf(values: MemberValues) {
      const key = JSON.stringify(values)
      const made = cookies.get(key) ?? signIn(values)
      cookies.set(key, made)
      return made
    },
  }
}
let town: ReturnType<typeof makeTown> | undefined
const findTown = () => {
  town ??= makeTown()
  return town
}

test('every route of the table of contents has a rule, and every rule a route', () => {
  expect(ROUTES.map(({ name }) => name).sort()).toEqual([...Object.keys(DOORS), ...Object.keys(CALLS), ...OPEN].sort())
})

test('the rule of a route names the parameters of its address', async () => {
  const { world } = await findTown()
  for (const { name, parameters } of ROUTES.filter((route) => !OPEN.includes(route.name)))
    expect(Object.keys((DOORS[name] ?? CALLS[name])?.params?.(world) ?? {}).sort(), name).toEqual(parameters.sort())
})

test.each(Object.entries(DOORS))(
  '%s opens for its roles, in its workspace, and for nobody else',
  async (name, door) => {
    const { world, stranger, elsewhere, spentCookiesOf, cookieOf } = await findTown()
    const { workspaceId } = world
    const params = door.params?.(world) ?? {}
    const route = await loadRoute(name)
    const [allowed = 'owner'] = door.roles.filter((role) => role !== 'owner')
    const spent = await spentCookiesOf(allowed)
    for (const [method, handler] of [
      ['GET', route.loader],
      ['POST', route.action],
    ] as const) {
      if (!handler) continue
      const ask = async (who: MemberValues | { cookie: string }) => {
        const request = makeRequest(`/x?purpose=${encodeURIComponent('What a test wants to see.')}`, {
          headers: { Cookie: 'cookie' in who ? who.cookie : await cookieOf(who) },
          method,
          ...(method === 'POST' && { form: { intent: 'nothing-that-exists' } }),
        })
        return statusOf(handler, request, params)
      }
      const countLooks = () =>
        t.prisma.auditEntry.count({
          where: { workspaceId, action: { in: ['results-viewed', 'file-taken'] }, actorKind: 'member' },
        })
      for (const [cookie, who] of spent) expect(await ask({ cookie }), `${method}, ${who}`).toBe(302)
      for (const role of ROLES) {
        const recorded = await countLooks()
        const status = await ask({ role, workspaceId })
        if (door.isRecorded && status === 200) expect(await countLooks(), `${method}, ${role}`).toBe(recorded + 1)
        if (!door.roles.includes(role)) expect(status, `${method}, ${role}`).toBe(403)
        else if (method === 'GET') expect(status, `${method}, ${role}`).toBe(door.isOwn ? 404 : 200)
        else expect([200, 400, 409, 422], `${method}, ${role}`).toContain(status)
        if (!namesAnObject(params)) continue
        const isLetIn = door.roles.includes(role)
        expect(await ask({ role, workspaceId: stranger.id }), `${method}, ${role} of another workspace`).toBe(
          isLetIn ? 404 : 403,
        )
      }
      if (!door.byReach) continue
      for (const values of [{ scope: [{ organizationId: elsewhere.id }] }, { organizationId: elsewhere.id }])
        expect(await ask({ role: 'manager', workspaceId, ...values }), `${method}, a manager of others`).toBe(404)
    }
  },
  60_000,
)

test.each(Object.entries(CALLS))(
  '%s opens for keys of its roles, in their workspace, and for nothing else',
  async (name, door) => {
    const { world, stranger, elsewhere, cookieOf } = await findTown()
    const { workspaceId } = world
    const params = door.params?.(world) ?? {}
    const route = await loadRoute(name)
    for (const [method, handler] of [
      ['GET', route.loader],
      [door.isOwn ? 'DELETE' : 'POST', route.action],
    ] as const) {
      if (!handler) continue
      const ask = async (headers: Record<string, string>) => {
        const request = makeRequest('/x', { method, headers: { 'Content-Type': 'text/plain', ...headers } })
        const answer = (await handler(routeArguments(request, params))) as Response
        if (answer.status >= 400) expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
        return answer.status
      }
      const keyOf = async (
        values: MemberValues,
        change: { madeAt?: Date; revokedAt?: Date; rights?: KeyRight[] } = {},
      ) => {
        const { token } = await makeKey(t.prisma, values, change)
        return { Authorization: `Bearer ${token}` }
      }
      const [role = 'owner'] = door.roles
      const refused = [
        {},
        { Cookie: await cookieOf({ workspaceId, role }) },
        { Authorization: 'Bearer thiqa_x' },
        { Authorization: 'Basic eDp5' },
        await keyOf({ workspaceId, role }, { madeAt: new Date(Date.now() - 31 * 86_400_000) }),
        await keyOf({ workspaceId, role }, { revokedAt: new Date() }),
      ]
      for (const headers of refused) expect(await ask(headers), `${method}, ${JSON.stringify(headers)}`).toBe(401)
      expect(await ask(await keyOf({ workspaceId, role }, { rights: [] })), `${method}, a key for nothing`).toBe(403)
      for (const role of ROLES) {
        const before = await t.prisma.auditEntry.count({ where: { workspaceId, actorKind: 'key' } })
        const status = await ask(await keyOf({ workspaceId, role }))
        const calls = (await t.prisma.auditEntry.count({ where: { workspaceId, actorKind: 'key' } })) - before
        if (!door.roles.includes(role)) expect([status, calls], `${method}, ${role}`).toEqual([403, 0])
        else if (method === 'GET') expect([status, calls], role).toEqual(door.isOwn ? [404, 0] : [200, 1])
        // text is no body that a call takes
        else expect([status, calls], `${method}, ${role}`).toEqual([door.isOwn ? 404 : 415, 0])
        if (!door.params || 'name' in params || method !== 'GET' || !door.roles.includes(role)) continue
        expect(await ask(await keyOf({ workspaceId: stranger.id, role })), `${role} of another workspace`).toBe(404)
      }
      if (!door.byReach) continue
      const others = { workspaceId, role: 'manager' as const, scope: [{ organizationId: elsewhere.id }] }
      expect(await ask(await keyOf(others)), `${method}, a manager of others`).toBe(404)
    }
  },
  60_000,
)
