// Every route × everybody who may knock: nobody gets in where they do not belong. A route that is missing here fails the test.
import { expect, test } from 'vitest'
import { publishWave } from '#app/disclosure/publish-wave.server'
import { saveOwnTemplate } from '#app/instruments/own-templates.server'
import type { Template } from '#app/instruments/template'
import { findTemplate } from '#app/instruments/templates'
import { ROLES, type Role } from '#app/people/may'
import { makeAskedPerson } from '#tests/factories/make-asked-person'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { makeRequest } from '#tests/setup/make-request'
import { routeArguments } from '#tests/setup/route-arguments'
import { signedInRequest } from '#tests/setup/signed-in-request'
import { useRuntime } from '#tests/setup/test-runtime'

type Handler = (args: ReturnType<typeof routeArguments>) => unknown
interface RouteModule {
  loader?: Handler
  action?: Handler
}

const modules = import.meta.glob<RouteModule>('../../app/routes/**/*.{ts,tsx}')
const t = useRuntime()

type World = Awaited<ReturnType<typeof makeWorld>>

/** One workspace with a published study, in which `person` was asked. */
async function makeWorld() {
  const person = await makeAskedPerson(t.prisma)
  const { workspaceId, wave } = person
  await t.prisma.wave.update({
    where: { workspaceId_id: { workspaceId, id: wave.id } },
    data: { state: 'closing', closedAt: new Date() },
  })
  await publishWave(t.prisma, { workspaceId, waveId: wave.id, now: new Date() })
  const { studyId } = await t.prisma.wave.findFirstOrThrow({ where: { workspaceId, id: wave.id } })
  const own = findTemplate('relationship-core', 1) as Template
  const { name: templateName } = await saveOwnTemplate(t.prisma, workspaceId, own)
  return { ...person, studyId, templateName, relationshipId: person.assignment.relationshipId }
}

const EVERYBODY = ROLES
const ADMINISTRATOR: readonly Role[] = ['administrator']
const RESEARCH: readonly Role[] = ['administrator', 'researcher']

interface Door {
  roles: readonly Role[]
  params?: (world: World) => Record<string, string>
}
const ofStudy: Door['params'] = ({ studyId }) => ({ studyId })

const ofTemplate: Door['params'] = ({ templateName }) => ({ name: templateName, version: '1' })

/** What stands behind the sign-in: which roles may open it, and the parameters of an object of the workspace. */
const DOORS: Record<string, Door> = {
  'dashboard/home.tsx': { roles: EVERYBODY },
  'studies/studies.tsx': { roles: EVERYBODY },
  'studies/new-study.tsx': { roles: ADMINISTRATOR },
  'studies/study.tsx': { roles: ADMINISTRATOR, params: ofStudy },
  'studies/rhythm.tsx': { roles: ADMINISTRATOR, params: ofStudy },
  'studies/calendar.tsx': { roles: ADMINISTRATOR, params: ofStudy },
  'studies/calendar-ics.ts': { roles: ADMINISTRATOR, params: ofStudy },
  'relationships/organizations.tsx': { roles: ADMINISTRATOR },
  'relationships/organization.tsx': { roles: ADMINISTRATOR, params: ({ organizationId }) => ({ organizationId }) },
  'relationships/participants.tsx': { roles: ADMINISTRATOR },
  'relationships/participant.tsx': {
    roles: ADMINISTRATOR,
    params: ({ participant }) => ({ participantId: participant.id }),
  },
  'relationships/relationships.tsx': { roles: ADMINISTRATOR },
  'relationships/relationship.tsx': { roles: ADMINISTRATOR, params: ({ relationshipId }) => ({ relationshipId }) },
  'relationships/promises.tsx': { roles: ADMINISTRATOR, params: ({ relationshipId }) => ({ relationshipId }) },
  'relationships/import.tsx': { roles: ADMINISTRATOR, params: () => ({ kind: 'participants' }) },
  'relationships/import-sample.ts': { roles: ADMINISTRATOR, params: () => ({ kind: 'participants' }) },
  'templates/templates.tsx': { roles: ADMINISTRATOR },
  'templates/preview.tsx': { roles: ADMINISTRATOR, params: ofTemplate },
  'templates/words-csv.ts': { roles: ADMINISTRATOR, params: ofTemplate },
  'templates/surveyjs-json.ts': { roles: ADMINISTRATOR, params: ofTemplate },
  'templates/template-json.ts': { roles: ADMINISTRATOR, params: ofTemplate },
  'dashboard/portfolio.tsx': { roles: EVERYBODY, params: ofStudy },
  'dashboard/portfolio-csv.ts': { roles: EVERYBODY, params: ofStudy },
  'dashboard/relationship.tsx': {
    roles: EVERYBODY,
    params: ({ studyId, relationshipId }) => ({ studyId, relationshipId }),
  },
  'dashboard/relationship-csv.ts': {
    roles: EVERYBODY,
    params: ({ studyId, relationshipId }) => ({ studyId, relationshipId }),
  },
  'dashboard/groups.tsx': { roles: EVERYBODY, params: ofStudy },
  'dashboard/groups-csv.ts': { roles: EVERYBODY, params: ofStudy },
  'dashboard/transactional-time.tsx': { roles: EVERYBODY, params: ofStudy },
  'dashboard/transactional-time-csv.ts': { roles: EVERYBODY, params: ofStudy },
  'dashboard/measurement.tsx': { roles: RESEARCH, params: ofStudy },
  'dashboard/measurement-csv.ts': { roles: RESEARCH, params: ofStudy },
  'dashboard/measurement-script.ts': { roles: RESEARCH, params: ofStudy },
  'dashboard/relations-csv.ts': { roles: RESEARCH, params: ofStudy },
  'exports/indices-json.ts': { roles: EVERYBODY, params: ofStudy },
  'exports/responses-csv.ts': { roles: RESEARCH, params: ofStudy },
  'exports/answering.tsx': { roles: RESEARCH, params: ofStudy },
  'exports/answering-csv.ts': { roles: RESEARCH, params: ofStudy },
  'exports/codebook-csv.ts': { roles: RESEARCH, params: ofStudy },
}

/** No account is needed here; each has its own tests. */
const OPEN = [
  'account/language.ts',
  'account/set-up.tsx',
  'account/sign-in.tsx',
  'account/sign-in-confirm.tsx',
  'account/sign-out.ts',
  'respond/answer.tsx',
  'respond/overview.tsx',
  'respond/side-by-side.tsx',
  'system/not-found.tsx',
  'system/outbox.tsx',
  'system/outbox-message.ts',
]

const nameOf = (file: string) => file.replace('../../app/routes/', '')

/** The status that a browser would get. */
async function statusOf(
  handler: Handler | undefined,
  request: Request,
  params: Record<string, string>,
): Promise<number> {
  if (!handler) return 405
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

test('every route is listed here', () => {
  expect(Object.keys(modules).map(nameOf).sort()).toEqual([...Object.keys(DOORS), ...OPEN].sort())
})

test.each(Object.entries(DOORS))(
  '%s opens for its roles, in its workspace, and for nobody else',
  async (name, door) => {
    const world = await makeWorld()
    const params = door.params?.(world) ?? {}
    const stranger = await makeWorkspace(t.prisma)
    const route = await loadRoute(name)
    const ask = (method: 'GET' | 'POST') => ({
      method,
      ...(method === 'POST' && { form: { intent: 'nothing-that-exists' } }),
    })
    for (const [method, handler] of [
      ['GET', route.loader],
      ['POST', route.action],
    ] as const) {
      if (!handler) continue
      expect(await statusOf(handler, makeRequest('/x', ask(method)), params), `${method}, nobody signed in`).toBe(302)
      for (const role of ROLES) {
        const own = await signedInRequest('/x', { ...ask(method), role, workspaceId: world.workspaceId })
        const status = await statusOf(handler, own, params)
        if (!door.roles.includes(role)) expect(status, `${method}, ${role}`).toBe(403)
        else if (method === 'GET') expect(status, `${method}, ${role}`).toBe(200)
        else expect([200, 400, 409, 422], `${method}, ${role}`).toContain(status)
      }
      if (!door.params || 'kind' in params) continue
      const foreign = await signedInRequest('/x', { ...ask(method), workspaceId: stranger.id })
      expect(await statusOf(handler, foreign, params), `${method}, an administrator of another workspace`).toBe(404)
    }
  },
)
