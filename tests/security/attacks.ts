// Attacks as data: what is sent, and what must come of it. attacks.test.ts carries them out against the whole application.
// Beside most of them stands the same request as somebody honest would send it, which must succeed: an attack is not refused
// because its address was mistyped.
import type { PrismaClient } from '#app/db/generated/client'
import { makeMailsToken } from '#app/digests/member-mails-token.server'
import type { Role } from '#app/people/may'
import type { makeOpenWave, World } from '#tests/factories/make-world'
import type { Reply, Sent } from '#tests/setup/test-application'
import { TEST_SECRET } from '#tests/setup/test-settings'

export interface Battlefield {
  prisma: PrismaClient
  /** the attacker's own workspace, with a member of each role */
  own: World
  foreign: World
  /** what stands for a name in everything of the foreign workspace, and nowhere else */
  mark: string
  cookies: Record<Role, string>
  /** somebody with an open link, and a colleague of theirs */
  me: Asked
  other: Asked
  foreignAsked: Asked
  /** for programs: one that reads released results only, and one of the foreign workspace */
  key: string
  foreignKey: string
  /** takes data, and the files that were asked for with it: one that waits, one whose time is over, one of the foreign workspace */
  dataKey: string
  files: { own: string; expired: string; foreign: string; colleagues: string }
  /** addresses of links to reports: one that works, and others that no longer do; the id of one of the foreign workspace */
  reports: { own: string; expired: string; revoked: string; outOfReach: string; removed: string; foreignId: string }
  publicUrl: string
}
type Asked = Awaited<ReturnType<typeof makeOpenWave>>[number]

export interface Attack {
  /** requirement of OWASP ASVS 5.0 */
  asvs: string
  name: string
  as?: Role
  sent: (field: Battlefield) => Sent | string
  /** statuses that are a refusal, or an answer that does no harm */
  status: number | readonly number[]
  /** may not stand in the answer */
  never?: (field: Battlefield) => string | RegExp
  /** must be so of the answer */
  holds?: (reply: Reply, field: Battlefield) => unknown
  /** gets the same answer, but for ids and what is made anew for each page */
  sameAs?: (field: Battlefield) => Sent
  /** must be the same before and after; changes with the honest request, where that posts */
  keeps?: (field: Battlefield) => Promise<unknown>
  /** the same, honestly; it must succeed */
  honest?: (field: Battlefield) => Sent
  honestAs?: Role
}

const link = ({ workspaceId, token }: Asked) => `/answer/${workspaceId}/${token}`
const WHAT_FOR = '?purpose=A+thesis+on+trust'
const someId = '01999999-9999-7999-8999-999999999999'
const post = (path: string, form: Record<string, string | string[]>, headers?: Record<string, string>): Sent => ({
  path,
  form,
  ...(headers && { headers }),
})
const get = (path: string, headers?: Record<string, string>): Sent => ({ path, ...(headers && { headers }) })
const location = ({ headers }: Reply) => String(headers.location ?? '')
const responses = ({ prisma, me }: Battlefield) => prisma.response.count({ where: { workspaceId: me.workspaceId } })
const drafts = ({ prisma, me }: Battlefield) =>
  prisma.draft.findMany({ where: { workspaceId: me.workspaceId }, orderBy: { id: 'asc' } })
const mails = ({ prisma }: Battlefield) => prisma.outboxMessage.count()

/** Guessing, cutting and swapping the secrets of links. */
const LINKS: Attack[] = [
  {
    asvs: '6.6.3',
    name: 'a personal link is guessed',
    sent: ({ me }) => get(`/answer/${me.workspaceId}/${'A'.repeat(43)}`),
    status: 404,
    honest: ({ me }) => get(link(me)),
  },
  {
    asvs: '6.6.3',
    name: 'a personal link is shortened by one sign',
    sent: ({ me }) => get(link(me).slice(0, -1)),
    status: 404,
    honest: ({ me }) => get(link(me)),
  },
  {
    asvs: '8.4.1',
    name: 'an own link is tried on another workspace',
    sent: ({ me, foreign }) => get(`/answer/${foreign.workspaceId}/${me.token}`),
    status: 404,
    honest: ({ me }) => get(link(me)),
  },
  {
    asvs: '8.2.2',
    name: 'a colleague’s questionnaire is read behind one’s own link',
    sent: ({ me, other }) => get(`${link(me)}/${other.assignmentId}`),
    status: 404,
    honest: ({ me }) => get(`${link(me)}/${me.assignmentId}`),
  },
  {
    asvs: '8.2.2',
    name: 'a colleague’s questionnaire is filled in behind one’s own link',
    sent: ({ me, other }) => post(`${link(me)}/${other.assignmentId}`, { intent: 'save', trust_1: '1' }),
    status: 404,
    keeps: drafts,
    honest: ({ me }) => post(`${link(me)}/${me.assignmentId}`, { intent: 'save', trust_1: '4' }),
  },
  {
    asvs: '8.2.2',
    name: 'another firm’s questionnaire is sent behind one’s own link',
    sent: ({ me, foreignAsked }) =>
      post(`${link(me)}/${foreignAsked.assignmentId}`, { intent: 'submit', confirm_open: '1' }),
    status: 404,
    keeps: ({ prisma }) => prisma.response.count(),
  },
  {
    asvs: '2.3.2',
    name: 'answers are sent after the wave is over',
    sent: ({ own }) =>
      post(`/answer/${own.workspaceId}/${own.token}/${own.assignmentId}`, {
        intent: 'submit',
        trust_1: '1',
        confirm_open: '1',
      }),
    status: [409, 410],
    keeps: responses,
    honest: ({ other }) =>
      post(`${link(other)}/${other.assignmentId}`, { intent: 'submit', trust_1: '4', confirm_open: '1' }),
  },
  {
    asvs: '6.6.3',
    name: 'a link to a report is guessed',
    sent: ({ own }) => get(`/report/${own.workspaceId}/${'A'.repeat(43)}`),
    status: 404,
    sameAs: ({ foreign }) => get(`/report/${foreign.workspaceId}/${'A'.repeat(43)}`),
    honest: ({ reports }) => get(reports.own),
  },
  {
    asvs: '8.4.1',
    name: 'a link to a report is tried on another workspace',
    sent: ({ reports, own, foreign }) => get(reports.own.replace(own.workspaceId, foreign.workspaceId)),
    status: 404,
    never: ({ mark }) => mark,
    honest: ({ reports }) => get(reports.own),
  },
  ...(['expired', 'revoked', 'outOfReach'] as const).map(
    (which): Attack => ({
      asvs: '8.2.2',
      name: `a report is opened by a link that ended (${which})`,
      sent: ({ reports }) => get(reports[which]),
      status: 410,
      never: () => /questionnaires answered/,
      keeps: ({ prisma, own }) =>
        prisma.reportLink.findMany({ where: { workspaceId: own.workspaceId }, orderBy: { id: 'asc' } }),
    }),
  ),
  {
    asvs: '8.2.2',
    name: 'a report is opened by the link of somebody who was removed',
    sent: ({ reports }) => get(reports.removed),
    status: 404,
    never: () => /questionnaires answered/,
  },
  {
    asvs: '8.4.1',
    name: 'a link is made to a report of another workspace',
    as: 'owner',
    sent: ({ foreign }) =>
      post(`/report-links?study=${foreign.studyId}`, { intent: 'make', note: 'x', days: '7', language: 'en' }),
    status: 404,
    keeps: ({ prisma }) => prisma.reportLink.count(),
    honest: ({ own }) =>
      post(`/report-links?study=${own.studyId}`, { intent: 'make', note: 'x', days: '7', language: 'en' }),
  },
  {
    asvs: '8.4.1',
    name: 'a link of another workspace is revoked',
    as: 'owner',
    sent: ({ reports }) => post('/report-links', { intent: 'revoke', id: reports.foreignId }),
    status: 404,
    keeps: ({ prisma, foreign }) => prisma.reportLink.findMany({ where: { workspaceId: foreign.workspaceId } }),
  },
  {
    asvs: '3.5.3',
    name: 'a mail scanner opens a personal link and every page behind it',
    sent: ({ me }) => get(`${link(me)}/mails`),
    status: 200,
    keeps: async ({ prisma }) => [await prisma.mailSuppression.count(), await prisma.response.count()],
  },
  {
    asvs: '3.5.3',
    name: 'a link with the deed in its address is opened',
    sent: ({ me }) => get(`${link(me)}/data?intent=erase&ownEmail=${encodeURIComponent(me.participant.email)}`),
    status: 200,
    keeps: ({ prisma }) => prisma.participant.count(),
  },
  {
    asvs: '6.3.8',
    name: 'known and unknown addresses are told apart by who asks for a sign-in link',
    sent: ({ own }) => post('/sign-in', { email: own.participant.email }),
    status: 302,
    sameAs: () => post('/sign-in', { email: 'nobody@firm.test' }),
  },
  {
    asvs: '6.3.8',
    name: 'known and unknown addresses are told apart by who tries a password',
    sent: ({ own }) => post('/sign-in', password(own.participant.email)),
    status: 422,
    sameAs: () => post('/sign-in', password('nobody@firm.test')),
  },
  {
    asvs: '8.4.1',
    name: 'unknown workspaces and unknown links are told apart',
    sent: ({ me }) => get(`/answer/${me.workspaceId}/${'A'.repeat(43)}`),
    status: 404,
    sameAs: () => get(`/answer/${someId}/${'A'.repeat(43)}`),
  },
  {
    asvs: '2.4.1',
    name: 'somebody is erased by a robot that presses what it sees',
    sent: ({ me }) => post(`${link(me)}/data`, { intent: 'erase', ownEmail: 'x@firm.test' }),
    status: 422,
    keeps: ({ prisma }) => prisma.participant.count(),
  },
  {
    asvs: '9.2.4',
    name: 'a personal link is used where a link to a member’s mails belongs',
    sent: ({ me }) => get(`/mails/${me.workspaceId}/${me.token}`),
    status: 404,
    honest: ({ own }) => get(`/mails/${own.workspaceId}/${makeMailsToken(TEST_SECRET, own.workspaceId, own.memberId)}`),
  },
  {
    asvs: '9.1.1',
    name: 'the signature of one member’s mails is put under another member',
    sent: ({ own, foreign }) => {
      const signature = makeMailsToken(TEST_SECRET, own.workspaceId, own.memberId).split('.')[1]
      return get(`/mails/${own.workspaceId}/${foreign.memberId.replaceAll('-', '')}.${signature}`)
    },
    status: 404,
    honest: ({ own }) => get(`/mails/${own.workspaceId}/${makeMailsToken(TEST_SECRET, own.workspaceId, own.memberId)}`),
  },
  {
    asvs: '9.2.4',
    name: 'a member’s mails are chosen with a signature for another workspace',
    sent: ({ own, foreign }) =>
      post(`/mails/${own.workspaceId}/${makeMailsToken(TEST_SECRET, foreign.workspaceId, own.memberId)}`, {
        digest: 'off',
      }),
    status: 404,
    keeps: ({ prisma, own }) => prisma.member.findMany({ where: { id: own.memberId } }),
    honest: ({ own }) =>
      post(`/mails/${own.workspaceId}/${makeMailsToken(TEST_SECRET, own.workspaceId, own.memberId)}`, {
        digest: 'weekly',
      }),
  },
  {
    asvs: '6.4.3',
    name: 'another address is confirmed with words that nobody sealed',
    sent: () => post('/confirm-address', { token: Buffer.from('{"use":"address"}').toString('base64url') }),
    status: 410,
    keeps: ({ prisma }) => prisma.participant.findMany({ select: { id: true, email: true }, orderBy: { id: 'asc' } }),
  },
  {
    asvs: '6.6.3',
    name: 'a sign-in link is guessed',
    sent: () => post('/sign-in/confirm', { token: 'a'.repeat(32) }),
    status: [400, 410, 422],
    keeps: ({ prisma }) => prisma.session.count(),
  },
  {
    asvs: '6.3.2',
    name: 'a workspace is set up with a key that was guessed',
    sent: () =>
      post('/set-up?key=x', {
        ...{ workspaceName: 'Mine', name: 'Me', email: 'me@evil.test' },
        ...{ language: 'en', timeZone: 'UTC', currency: 'SAR' },
      }),
    status: 404,
    keeps: async ({ prisma }) => [await prisma.workspace.count(), await prisma.member.count()],
  },
]

/** Things of others by their ids, in addresses and forms. */
const SWAPPED: Attack[] = [
  ...(
    [
      ['a study', 'owner', (w) => `/studies/${w.studyId}`],
      ['a study’s rhythm', 'owner', (w) => `/studies/${w.studyId}/rhythm`],
      ['the portfolio of a study', 'manager', (w) => `/studies/${w.studyId}/portfolio`],
      ['the portfolio of a study as a file', 'researcher', (w) => `/studies/${w.studyId}/portfolio.csv`],
      ['the portfolio as the script of a page asks for it', 'owner', (w) => `/studies/${w.studyId}/portfolio.data`],
      ['the answers of a study', 'researcher', (w) => `/studies/${w.studyId}/data/responses-wide.csv${WHAT_FOR}`],
      ['a wave’s control room', 'owner', (w) => `/studies/${w.studyId}/waves/${w.wave.id}`],
      ['who has a personal link', 'administrator', (w) => `/studies/${w.studyId}/waves/${w.wave.id}/links`],
      ['a relationship', 'administrator', (w) => `/relationships/${w.relationshipId}`],
      ['a person', 'administrator', (w) => `/participants/${w.participant.id}`],
      ['a firm', 'administrator', (w) => `/organizations/${w.organizationId}`],
      ['a member', 'owner', (w) => `/members/${w.memberId}`],
      ['a webhook', 'owner', (w) => `/webhooks/${w.webhookId}`],
    ] as [string, Role, (world: World) => string][]
  ).map(
    ([what, as, path]): Attack => ({
      asvs: '8.2.2',
      name: `${what} of another workspace is opened`,
      as,
      sent: ({ foreign }) => get(path(foreign)),
      status: 404,
      never: ({ mark }) => mark,
      honest: ({ own }) => get(path(own)),
    }),
  ),
  {
    asvs: '8.2.2',
    name: 'a wave of another workspace is opened under an own study',
    as: 'owner',
    sent: ({ own, foreign }) => get(`/studies/${own.studyId}/waves/${foreign.wave.id}`),
    status: 404,
    honest: ({ own }) => get(`/studies/${own.studyId}/waves/${own.wave.id}`),
  },
  {
    asvs: '8.2.2',
    name: 'a firm of another workspace is deleted',
    as: 'owner',
    sent: ({ foreign }) => post(`/organizations/${foreign.organizationId}`, { intent: 'delete' }),
    status: 404,
    keeps: ({ prisma, foreign }) => prisma.organization.count({ where: { workspaceId: foreign.workspaceId } }),
  },
  {
    asvs: '8.2.2',
    name: 'a person is put into a firm of another workspace',
    as: 'administrator',
    sent: ({ foreign }) => post('/participants/new', person({ organizationId: foreign.organizationId })),
    status: 422,
    keeps: ({ prisma }) => prisma.participant.count(),
    honest: ({ own }) => post('/participants/new', person({ organizationId: own.organizationId })),
  },
  {
    asvs: '8.2.2',
    name: 'a member is given sight of a firm of another workspace',
    as: 'owner',
    sent: ({ own, foreign }) =>
      post(`/members/${own.memberId}`, {
        ...{ intent: 'save', role: 'manager', seesAll: 'named', 'organizations[]': foreign.organizationId },
      }),
    status: 422,
    keeps: ({ prisma }) => prisma.memberScope.count(),
    honest: ({ own }) =>
      post(`/members/${own.memberId}`, {
        ...{ intent: 'save', role: 'manager', seesAll: 'named', 'organizations[]': own.organizationId },
      }),
  },
  {
    asvs: '8.4.1',
    name: 'the workspace is named in the address, a header and a cookie',
    as: 'administrator',
    sent: ({ foreign, cookies }) =>
      get(`/participants?workspaceId=${foreign.workspaceId}`, {
        'X-Workspace-Id': foreign.workspaceId,
        Cookie: `${cookies.administrator}; workspaceId=${foreign.workspaceId}`,
      }),
    status: 200,
    never: ({ mark }) => mark,
  },
  {
    asvs: '8.2.2',
    name: 'what is stored about oneself is asked of a workspace that does not know one',
    as: 'owner',
    sent: ({ foreign }) => get(`/my-data/${foreign.workspaceId}/my-data.json`),
    status: 404,
  },
  {
    asvs: '8.2.2',
    name: 'a thing of another workspace and one that does not exist are told apart',
    as: 'owner',
    sent: ({ foreign }) => get(`/participants/${foreign.participant.id}`),
    status: 404,
    sameAs: () => get(`/participants/${someId}`),
    honest: ({ own }) => get(`/participants/${own.participant.id}`),
  },
]

function person(values: Record<string, string>): Record<string, string> {
  return {
    ...{ email: 'new@firm.test', name: 'New', language: 'en', function: 'sales', intent: 'save' },
    ...values,
  }
}

/** More than one's role allows. */
const ROLES_STRETCHED: Attack[] = [
  ...(
    [
      ['nobody', undefined, '/studies', 302, 'owner'],
      ['a manager', 'manager', '/members', 403, 'auditor'],
      ['a manager', 'manager', '/participants', 403, 'administrator'],
      ['a researcher', 'researcher', '/participants', 403, 'administrator'],
      ['a researcher', 'researcher', '/audit.csv', 403, 'auditor'],
      ['an auditor', 'auditor', '/webhooks', 403, 'owner'],
    ] as [string, Role | undefined, string, number, Role][]
  ).map(
    ([who, as, path, status, honestAs]): Attack => ({
      asvs: '8.2.1',
      name: `${who} opens ${path}`,
      ...(as && { as }),
      sent: () => get(path),
      status,
      honest: () => get(path),
      honestAs,
    }),
  ),
  {
    asvs: '8.2.1',
    name: 'an auditor looks at results',
    as: 'auditor',
    sent: ({ own }) => get(`/studies/${own.studyId}/portfolio`),
    status: 403,
    honest: ({ own }) => get(`/studies/${own.studyId}/portfolio`),
    honestAs: 'manager',
  },
  {
    asvs: '8.2.1',
    name: 'a manager takes the answers of single people',
    as: 'manager',
    sent: ({ own }) => get(`/studies/${own.studyId}/data/responses-wide.csv${WHAT_FOR}`),
    status: 403,
    honest: ({ own }) => get(`/studies/${own.studyId}/data/responses-wide.csv${WHAT_FOR}`),
    honestAs: 'researcher',
  },
  {
    asvs: '8.3.1',
    name: 'an administrator makes an owner',
    as: 'administrator',
    sent: ({ own }) => post(`/members/${own.memberId}`, { intent: 'save', role: 'owner', isSure: 'on' }),
    status: [403, 422],
    keeps: owners,
    honest: ({ own }) => post(`/members/${own.memberId}`, { intent: 'save', role: 'owner', isSure: 'on' }),
    honestAs: 'owner',
  },
  {
    asvs: '8.3.1',
    name: 'a manager makes themselves an owner by a field that their page does not have',
    as: 'manager',
    sent: () =>
      post('/account/mails', { digest: 'off', mailLanguage: '', timeZone: '', role: 'owner', seesAll: 'true' }),
    status: 302,
    keeps: owners,
  },
  {
    asvs: '8.3.1',
    name: 'an administrator invites an owner',
    as: 'administrator',
    sent: () => post('/members/new', { ...invitation('friend@firm.test'), role: 'owner', isSure: 'on' }),
    status: [403, 422],
    keeps: ({ prisma }) => prisma.member.count(),
    honest: () => post('/members/new', invitation('friend@firm.test')),
  },
  {
    asvs: '8.2.1',
    name: 'a key that reads results takes answers',
    sent: ({ own, key }) =>
      get(`/studies/${own.studyId}/data/responses-wide.csv${WHAT_FOR}`, { Authorization: `Bearer ${key}` }),
    status: 403,
    honest: ({ own, key }) => get(`/studies/${own.studyId}/indices.json`, { Authorization: `Bearer ${key}` }),
  },
  {
    asvs: '8.2.1',
    name: 'a key changes something',
    sent: ({ own, key }) =>
      post(`/organizations/${own.organizationId}`, { intent: 'delete' }, { Authorization: `Bearer ${key}` }),
    status: 403,
    keeps: ({ prisma }) => prisma.organization.count(),
  },
  {
    asvs: '8.4.1',
    name: 'a key of another workspace reads results',
    sent: ({ own, foreignKey }) =>
      get(`/studies/${own.studyId}/indices.json`, { Authorization: `Bearer ${foreignKey}` }),
    status: 404,
    honest: ({ own, key }) => get(`/studies/${own.studyId}/indices.json`, { Authorization: `Bearer ${key}` }),
  },
  {
    asvs: '9.1.1',
    name: 'a key is guessed',
    sent: ({ own }) =>
      get(`/studies/${own.studyId}/indices.json`, {
        Authorization: `Bearer thiqa_${own.workspaceId.replaceAll('-', '')}_${'A'.repeat(43)}`,
      }),
    status: 401,
    honest: ({ own, key }) => get(`/studies/${own.studyId}/indices.json`, { Authorization: `Bearer ${key}` }),
  },
  {
    asvs: '13.4.5',
    name: 'the figures of the installation are read without their token',
    as: 'owner',
    sent: () => get('/metrics', { Authorization: 'Bearer guessed-guessed-guessed' }),
    status: 401,
    honest: () => get('/metrics', { Authorization: 'Bearer metrics-token-of-this-test' }),
  },
]

const PURPOSE = 'A thesis on trust and time.'
const shown = (key: string) => ({ Authorization: `Bearer ${key}` })
const json = (path: string, key: string, body: unknown): Sent => ({
  path,
  headers: { ...shown(key), 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
})
const isProblem = ({ headers }: Reply) => headers['content-type'] === 'application/problem+json'
const files = ({ prisma }: Battlefield) => prisma.dataExport.findMany({ orderBy: { id: 'asc' } })

/** The interface for programs: more than a key allows, and things of others. Every refusal is one that programs can read. */
const PROGRAMS: Attack[] = (
  [
    {
      name: 'a file of another workspace is fetched',
      sent: ({ dataKey, files: { foreign } }) => get(`/api/v1/exports/${foreign}/file`, shown(dataKey)),
      status: 404,
      honest: ({ dataKey, files: { own } }) => get(`/api/v1/exports/${own}`, shown(dataKey)),
    },
    {
      name: 'a file of a colleague is fetched',
      sent: ({ dataKey, files: { colleagues } }) => get(`/api/v1/exports/${colleagues}/file`, shown(dataKey)),
      status: 404,
      honest: ({ dataKey, files: { own } }) => get(`/api/v1/exports/${own}`, shown(dataKey)),
    },
    {
      name: 'a file of another workspace is taken away',
      sent: ({ dataKey, files: { foreign } }) => ({
        ...get(`/api/v1/exports/${foreign}`, shown(dataKey)),
        method: 'DELETE',
      }),
      status: 404,
      keeps: files,
    },
    {
      name: 'a file is fetched after its time',
      sent: ({ dataKey, files: { expired } }) => get(`/api/v1/exports/${expired}/file`, shown(dataKey)),
      status: 410,
    },
    {
      name: 'a file is asked for with a key for results alone',
      sent: ({ own, key }) =>
        json(`/api/v1/studies/${own.studyId}/exports`, key, { file: 'bundle.zip', purpose: PURPOSE }),
      status: 403,
      keeps: files,
      honest: ({ own, dataKey }) =>
        json(`/api/v1/studies/${own.studyId}/exports`, dataKey, { file: 'bundle.zip', purpose: PURPOSE }),
    },
    {
      name: 'people are imported with a key that only reads',
      sent: ({ dataKey }) => ({
        path: '/api/v1/participants/import',
        headers: { ...shown(dataKey), 'Content-Type': 'text/csv' },
        body: 'email,name,organization,language,function\n',
      }),
      status: 403,
      keeps: ({ prisma }) => prisma.participant.count(),
    },
    ...['../../../../etc/passwd', '..%2f..%2fsecret', 'bundle.zip\u0000.csv', 'BUNDLE.ZIP', '/etc/passwd'].map(
      (file): Omit<Attack, 'asvs'> => ({
        name: `a file called ${JSON.stringify(file)} is asked for`,
        sent: ({ own, dataKey }) => json(`/api/v1/studies/${own.studyId}/exports`, dataKey, { file, purpose: PURPOSE }),
        status: 422,
        keeps: files,
        never: () => /root:/,
      }),
    ),
    ...['/api/v1/exports/..%2f..%2f..%2fetc%2fpasswd/file', '/api/v1/exports/%2e%2e/file', '/api/v1/nothing'].map(
      (path): Omit<Attack, 'asvs'> => ({
        name: `${path} is fetched`,
        sent: ({ dataKey }) => get(path, shown(dataKey)),
        status: 404,
        never: () => /root:/,
      }),
    ),
    {
      name: 'the interface is asked with the session of a browser, from another site',
      as: 'owner',
      sent: ({ own }) => json(`/api/v1/studies/${own.studyId}/exports`, 'x', { file: 'bundle.zip', purpose: PURPOSE }),
      status: 401,
      keeps: files,
    },
    {
      name: 'a study of another workspace is read by a key',
      sent: ({ own, foreignKey }) => get(`/api/v1/studies/${own.studyId}/indices`, shown(foreignKey)),
      status: 404,
      honest: ({ own, key }) => get(`/api/v1/studies/${own.studyId}/indices`, shown(key)),
    },
    {
      name: 'a list begins at a statement',
      sent: ({ key }) => get(`/api/v1/studies?cursor=${Buffer.from('"x\' OR 1=1"').toString('base64url')}`, shown(key)),
      status: 422,
      honest: ({ key }) => get('/api/v1/studies?limit=1', shown(key)),
    },
    {
      name: 'more is sent than any call takes',
      sent: ({ own, dataKey }) =>
        json(`/api/v1/studies/${own.studyId}/exports`, dataKey, { purpose: 'x'.repeat(300_000) }),
      status: 413,
      keeps: files,
    },
    {
      name: 'something is sent without its length',
      sent: ({ own, dataKey }) =>
        `POST /api/v1/studies/${own.studyId}/exports HTTP/1.1\r\nHost: thiqa.test\r\nAuthorization: Bearer ${dataKey}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
      status: 411,
      holds: ({ text }) => text.includes('Content-Type: application/problem+json'),
    },
    {
      name: 'a method that there is not is tried',
      sent: ({ own, key }) => ({ ...get(`/api/v1/studies/${own.studyId}`, shown(key)), method: 'PUT', body: '{}' }),
      status: 405,
    },
  ] as Omit<Attack, 'asvs'>[]
).map((attack) => ({ asvs: '8.2.2', holds: isProblem, ...attack }))

function owners({ prisma, own }: Battlefield) {
  return prisma.member.count({ where: { workspaceId: own.workspaceId, role: 'owner' } })
}

function invitation(email: string): Record<string, string> {
  return { intent: 'invite', name: 'Friend', email, role: 'auditor', seesAll: 'named', organizationId: '' }
}

/** Forms that others send in somebody's name, and sessions that others plant. */
const BROWSER: Attack[] = [
  ...(
    [
      ['of another site', { Origin: 'https://evil.example' }],
      ['of a page that hides where it is', { Origin: 'null' }],
      ['of the same host, another port', { Origin: 'https://thiqa.test:8443' }],
      [
        'of another site, which names itself the host before a proxy',
        {
          Origin: 'https://evil.example',
          'X-Forwarded-Host': 'evil.example',
        },
      ],
    ] as [string, Record<string, string>][]
  ).map(
    ([what, headers]): Attack => ({
      asvs: '3.5.1',
      name: `a form ${what} is sent with a member’s cookie`,
      as: 'owner',
      sent: ({ own }) => post(`/members/${own.memberId}`, { intent: 'remove' }, headers),
      status: 403,
      keeps: ({ prisma }) => prisma.member.count(),
    }),
  ),
  {
    asvs: '3.5.1',
    name: 'a form of another site is sent as plain text, which browsers ask nobody about',
    as: 'owner',
    sent: ({ own }) => ({
      path: `/organizations/${own.organizationId}`,
      body: 'intent=delete',
      headers: { 'Content-Type': 'text/plain', Origin: 'https://evil.example' },
    }),
    status: 403,
    keeps: ({ prisma }) => prisma.organization.count(),
  },
  {
    asvs: '3.5.3',
    name: 'a picture’s address deletes something',
    as: 'owner',
    sent: ({ own }) => get(`/members/${own.memberId}?intent=remove`),
    status: 200,
    keeps: ({ prisma }) => prisma.member.count(),
  },
  ...(['PUT', 'PATCH', 'DELETE'] as const).map(
    (method): Attack => ({
      asvs: '4.1.4',
      name: `${method} is tried on a record`,
      as: 'owner',
      sent: ({ own }) => ({ ...post(`/organizations/${own.organizationId}`, { intent: 'delete' }), method }),
      status: 405,
      keeps: ({ prisma }) => prisma.organization.count(),
    }),
  ),
  {
    asvs: '4.1.4',
    name: 'GET with another method in a header or field is tried on a record',
    as: 'owner',
    sent: ({ own }) =>
      get(`/organizations/${own.organizationId}?_method=DELETE`, { 'X-HTTP-Method-Override': 'DELETE' }),
    status: 200,
    keeps: ({ prisma }) => prisma.organization.count(),
  },
  {
    asvs: '3.4.2',
    name: 'another site asks whether it may read',
    sent: ({ own }) => ({
      method: 'OPTIONS',
      path: `/studies/${own.studyId}/indices.json`,
      headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'GET' },
    }),
    status: [403, 405],
    holds: ({ headers }) => headers['access-control-allow-origin'] === undefined,
  },
  {
    asvs: '7.2.2',
    name: 'a session is made up',
    sent: () => get('/studies', { Cookie: `__Host-thiqa.session_token=${'A'.repeat(32)}.${'B'.repeat(43)}%3D` }),
    status: 302,
    holds: (reply) => location(reply).startsWith('/sign-in'),
  },
  {
    asvs: '7.2.2',
    name: 'a session’s signature is taken off',
    sent: ({ cookies }) => get('/studies', { Cookie: cookies.owner.split(/\.(?!session)/)[0] ?? '' }),
    status: 302,
    honest: ({ cookies }) => get('/studies', { Cookie: cookies.owner }),
  },
  {
    asvs: '3.3.1',
    name: 'a neighbour plants a session under a name without the prefix that only this host may set',
    sent: ({ cookies }) => get('/studies', { Cookie: cookies.owner.replace('__Host-', '') }),
    status: 302,
    honest: ({ cookies }) => get('/studies', { Cookie: cookies.owner }),
  },
  {
    asvs: '3.3.2',
    name: 'a cookie is read by a script, or sent over an open line or from another site',
    sent: () => post('/language', { language: 'ar', back: '/' }),
    status: 302,
    holds: ({ headers }) => /; SameSite=Lax; HttpOnly; Secure$/.test(String(headers['set-cookie'])),
  },
  {
    asvs: '3.4.3',
    name: 'a script or style is written into a page',
    sent: () => get('/sign-in'),
    status: 200,
    holds: ({ headers }) => {
      const policy = String(headers['content-security-policy'])
      const has = (directive: string) => policy.split(';').includes(directive)
      return (
        !/unsafe-(inline|eval)/.test(policy) &&
        /script-src 'self' 'nonce-[\w+/]{22}=='/.test(policy) &&
        [
          "default-src 'self'",
          "style-src 'self'",
          "style-src-attr 'none'",
          "object-src 'none'",
          "base-uri 'self'",
        ].every(has)
      )
    },
  },
  {
    asvs: '3.4.3',
    name: 'the same script is written into two pages',
    sent: () => get('/sign-in'),
    status: 200,
    never: () => /<script(?![^>]*nonce=)/,
  },
  {
    asvs: '3.4.6',
    name: 'a page is shown in a frame of another site',
    sent: ({ me }) => get(link(me)),
    status: 200,
    holds: ({ headers }) =>
      headers['x-frame-options'] === 'DENY' &&
      /frame-ancestors 'none'/.test(String(headers['content-security-policy'])),
  },
  {
    asvs: '3.4.1',
    name: 'the line is opened on the way',
    sent: () => get('/sign-in'),
    status: 200,
    holds: ({ headers }) => /max-age=(3[1-9]|[4-9]\d)\d{6}/.test(String(headers['strict-transport-security'])),
  },
  {
    asvs: '3.4.5',
    name: 'a personal link leaves in a Referer',
    sent: ({ me }) => get(link(me)),
    status: 200,
    holds: ({ headers }) => headers['referrer-policy'] === 'same-origin',
  },
  {
    asvs: '3.2.1',
    name: 'a file is taken for a page',
    as: 'owner',
    sent: ({ own }) => get(`/studies/${own.studyId}/portfolio.csv`),
    status: 200,
    holds: ({ headers }) =>
      /^nosniff/.test(String(headers['x-content-type-options'])) &&
      /^attachment/.test(String(headers['content-disposition'])),
  },
  ...(['/studies', '/studies.data', '/account/passkeys', '/nothing-here'] as const).map(
    (path): Attack => ({
      asvs: '14.3.2',
      name: `the answer of ${path} stays in a cache`,
      as: 'owner',
      sent: () => get(path),
      status: [200, 404],
      holds: ({ headers }) => headers['cache-control'] === 'no-store',
    }),
  ),
  ...(
    ['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example', '/%0d%0aX: y\r\nX: y'] as const
  ).map(
    (back): Attack => ({
      asvs: '3.7.2',
      name: `the choice of a language leads on to ${JSON.stringify(back)}`,
      sent: () => post('/language', { language: 'en', back }),
      status: 302,
      holds: (reply) => location(reply) === '/',
      honest: () => post('/language', { language: 'en', back: '/studies' }),
    }),
  ),
  {
    asvs: '3.7.2',
    name: 'the sign-in leads on to another site',
    sent: () => get('/sign-in?next=//evil.example'),
    status: 200,
    holds: ({ headers }) => headers['set-cookie'] === undefined,
  },
  {
    asvs: '4.1.3',
    name: 'a name that was rebound to this machine reads the mails that are kept as files',
    sent: () => get('/outbox', { Host: 'evil.example' }),
    status: 404,
    honest: () => get('/outbox'),
  },
  {
    asvs: '4.1.3',
    name: 'somebody claims another address of the network, so as not to be counted',
    sent: () =>
      post('/sign-in', password('counted@firm.test'), {
        'X-Client-Address': '192.0.2.1',
        'X-Forwarded-For': '192.0.2.2',
      }),
    status: 422,
    holds: async (_reply, { prisma }) => {
      const { createHash } = await import('node:crypto')
      const idOf = (address: string) => createHash('sha256').update(`password-from ${address}`).digest('base64url')
      const counted = await prisma.attempt.findMany({ where: { id: { in: ['192.0.2.1', '192.0.2.2'].map(idOf) } } })
      return counted.length === 0 && (await prisma.attempt.findUnique({ where: { id: idOf('127.0.0.1') } })) !== null
    },
  },
]

function password(email: string): Record<string, string> {
  return { intent: 'password', email, password: 'a wrong password of some length' }
}

const TAG = '<img src=x onerror=alert(7151)>'
const SCRIPT = '</script><script>alert(7151)</script>'

/** Words that somebody takes for something else. */
const INJECTED: Attack[] = [
  ...(
    ["' OR 1=1 --", "%' UNION SELECT email, name FROM participant --", "'; DROP TABLE response; --", '\u0000'] as const
  ).map(
    (words): Attack => ({
      asvs: '1.2.4',
      name: `a search for ${JSON.stringify(words)}`,
      as: 'administrator',
      sent: () => get(`/participants?q=${encodeURIComponent(words)}`),
      status: 200,
      // a search for nothing but a sign that cannot be typed finds everybody
      ...(words !== '\u0000' && { never: ({ own }: Battlefield) => own.participant.email }),
      honest: ({ own }) => get(`/participants?q=${encodeURIComponent(own.participant.email)}`),
    }),
  ),
  {
    asvs: '1.2.4',
    name: 'a table is sorted by a statement',
    as: 'manager',
    sent: ({ own }) =>
      get(`/studies/${own.studyId}/portfolio?sort=name;SELECT%20pg_sleep(9)&wave=1%20OR%201=1&side=__proto__`),
    status: 200,
  },
  {
    asvs: '1.2.4',
    name: 'an id is a statement',
    as: 'owner',
    sent: () => get(`/participants/${someId}'%20OR%20'1'='1`),
    status: 404,
  },
  ...([TAG, SCRIPT] as const).flatMap((words): Attack[] => [
    {
      asvs: '1.2.1',
      name: `${words} comes back in the field of the sign-in`,
      sent: () => get(`/sign-in?email=${encodeURIComponent(words)}`),
      status: 200,
      never: () => words,
    },
    {
      asvs: '1.2.1',
      name: `${words} comes back in a refused form`,
      as: 'administrator',
      sent: () => post('/organizations/new', { intent: 'save', code: words, name: words }),
      status: 422,
      never: () => words,
    },
    {
      asvs: '1.2.1',
      name: `${words} is the name of a firm`,
      as: 'administrator',
      sent: () => post('/organizations/new', { intent: 'save', code: `X${words.length}`, name: words }),
      status: 302,
      holds: async (_reply, { prisma }) => (await prisma.organization.count({ where: { name: words } })) === 1,
    },
  ]),
  {
    asvs: '1.2.1',
    name: 'firms whose names are markup are listed',
    as: 'administrator',
    sent: () => get('/organizations'),
    status: 200,
    never: () => /<img src=x|<script>alert/,
    holds: ({ text }) => text.includes('&lt;img src=x onerror=alert(7151)&gt;'),
  },
  {
    asvs: '1.2.10',
    name: 'a formula is the name of a firm, and comes out in a table',
    as: 'owner',
    sent: ({ own }) => get(`/studies/${own.studyId}/portfolio.csv`),
    status: 200,
    never: () => /(^|[,;"])[=+@]HYPERLINK/m,
    holds: ({ text }) => text.includes("'=HYPERLINK"),
  },
  ...(
    [
      [
        'a person',
        '/participants/new',
        (line: string, { own }: Battlefield) =>
          person({ organizationId: own.organizationId, email: 'headed@firm.test', name: line }),
      ],
      ['a study’s contact', '/studies/new', (line: string) => study({ contactName: line })],
      ['a study', '/studies/new', (line: string) => study({ name: line })],
    ] as [string, string, (line: string, field: Battlefield) => Record<string, string>][]
  ).map(
    ([whose, path, form]): Attack => ({
      asvs: '1.3.11',
      name: `a header of a mail is written into the name of ${whose}`,
      as: 'administrator',
      sent: (field) => post(path, form('A\r\nBcc: everybody@evil.test', field)),
      status: 422,
      keeps: async ({ prisma }) => [await prisma.participant.count(), await prisma.study.count()],
      honest: (field) => post(path, form(`A ${whose}`, field)),
    }),
  ),
  {
    asvs: '1.3.11',
    name: 'a second reader is written behind an address',
    sent: () => post('/sign-in', { email: 'owner@thiqa.test\r\nBcc: everybody@evil.test' }),
    status: 422,
    keeps: mails,
  },
  {
    asvs: '1.3.11',
    name: 'a header is written into the subject of a study’s mails',
    as: 'administrator',
    sent: ({ own }) =>
      post(`/studies/${own.studyId}/mails`, {
        ...{ intent: 'save', kind: 'invitation', language: 'en', opening: 'x', closing: 'x' },
        subject: 'Hello\r\nBcc: everybody@evil.test',
      }),
    status: 422,
    keeps: ({ prisma }) => prisma.studyMailText.count(),
    honest: ({ own }) =>
      post(`/studies/${own.studyId}/mails`, {
        ...{ intent: 'save', kind: 'invitation', language: 'en', opening: 'x', closing: 'x', subject: 'Hello' },
      }),
  },
  ...(
    [
      ['__proto__', 'x'],
      ['constructor[prototype][isOwner]', 'x'],
      ['__proto__[isOwner]', 'x'],
    ] as const
  ).map(
    ([field, value]): Attack => ({
      asvs: '15.3.6',
      name: `a field called ${field}`,
      as: 'administrator',
      sent: () => post('/organizations/new', { intent: 'save', code: '', name: '', [field]: value }),
      status: 422,
      holds: () => !('isOwner' in {}) && Object.getPrototypeOf({}) === Object.prototype,
    }),
  ),
  {
    asvs: '15.3.6',
    name: 'a questionnaire with a prototype in it',
    as: 'administrator',
    sent: () =>
      post('/templates', {
        intent: 'upload',
        pasted: '{"__proto__":{"isOwner":true},"constructor":{"prototype":{"isOwner":true}}}',
      }),
    status: 422,
    holds: () => !('isOwner' in {}),
  },
  {
    asvs: '15.3.3',
    name: 'a new firm names its workspace and its id',
    as: 'administrator',
    sent: ({ foreign }) =>
      post('/organizations/new', {
        intent: 'save',
        code: 'MASS',
        name: 'Mass',
        workspaceId: foreign.workspaceId,
        id: someId,
      }),
    status: 302,
    keeps: ({ prisma, foreign }) =>
      prisma.organization.count({ where: { OR: [{ workspaceId: foreign.workspaceId }, { id: someId }] } }),
    holds: async (_reply, { prisma, own }) =>
      (await prisma.organization.count({ where: { workspaceId: own.workspaceId, code: 'MASS' } })) === 1,
  },
  {
    asvs: '15.3.3',
    name: 'a questionnaire names whose answers and which wave they are',
    sent: ({ me, other, foreign }) =>
      post(`${link(me)}/${me.assignmentId}`, {
        ...{ intent: 'save', trust_1: '3', id: other.assignmentId, assignmentId: other.assignmentId },
        ...{ workspaceId: foreign.workspaceId, waveId: foreign.wave.id, side: 'supplier', function: 'finance' },
      }),
    status: [200, 302],
    keeps: ({ prisma, me }) => prisma.draft.count({ where: { id: { not: me.assignmentId } } }),
  },
  ...(
    [
      '/outbox/..%2fsecret',
      '/outbox/%252e%252e%252fsecret.eml',
      '/assets/..%2f..%2fserver%2findex.js',
      '/..%2f..%2fpackage.json',
      '/templates/..%2f..%2fpackage/1',
    ] as const
  ).map(
    (path): Attack => ({
      asvs: '5.3.2',
      name: `a file is read by ${path}`,
      as: 'owner',
      sent: () => get(path),
      status: [400, 403, 404],
    }),
  ),
  {
    asvs: '5.3.2',
    name: 'a file of the server is taken as a file of a study',
    as: 'researcher',
    sent: ({ own }) => get(`/studies/${own.studyId}/data/..%2f..%2fsecret.csv`),
    status: 404,
    honest: ({ own }) => get(`/studies/${own.studyId}/data/responses-wide.csv${WHAT_FOR}`),
  },
  {
    asvs: '5.2.3',
    name: 'a workbook stands where a table of firms belongs',
    as: 'administrator',
    sent: () => post('/import/organizations', { intent: 'import', pasted: 'PK\u0003\u0004nonsense' }),
    status: [400, 422],
    keeps: ({ prisma }) => prisma.organization.count(),
    honest: () => post('/import/organizations', { intent: 'import', pasted: 'code,name\nIMPORTED,Imported\n' }),
  },
  ...(
    [
      ...['http://hooks.example.com/', 'https://127.0.0.1/', 'https://10.0.0.7/', 'https://169.254.169.254/latest'],
      ...['https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://0x7f.1/', 'https://2130706433/'],
      ...[
        'https://localhost/',
        'https://me:secret@hooks.example.com/',
        'file:///etc/passwd',
        'https://[fd00:ec2::254]/',
      ],
    ] as const
  ).map(
    (url): Attack => ({
      asvs: '1.3.6',
      name: `a webhook leads to ${url}`,
      as: 'owner',
      sent: () => post('/webhooks/new', webhook(url)),
      // `localhost` with https is a name like others: where it leads is looked at when something is sent
      status: 422,
      keeps: ({ prisma }) => prisma.webhook.count(),
      honest: () => post('/webhooks/new', webhook('https://hooks.example.com/')),
    }),
  ),
]

function study(values: Record<string, string>): Record<string, string> {
  return {
    ...{ name: 'New', instrument: 'relationship-core@1', audience: 'attributed', minimumGroupSize: '3' },
    ...{ contactName: 'Sara', contactEmail: 'sara@firm.test', ...values },
  }
}

function webhook(url: string): Record<string, string> {
  return { intent: 'save', name: 'Hook', url, 'events[]': 'wave.opened' }
}

const HOST = 'Host: thiqa.test\r\n'
const FORM = 'Content-Type: application/x-www-form-urlencoded\r\n'

/** Requests that two machines may read differently, and such as are too large. */
const MALFORMED: Attack[] = [
  {
    asvs: '4.2.1',
    name: 'a request has a length and pieces (CL.TE)',
    sent: () =>
      `POST /sign-in HTTP/1.1\r\n${HOST}${FORM}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /studies HTTP/1.1\r\n${HOST}\r\n`,
    status: 400,
    holds: ({ text }) => text.match(/^HTTP\/1\.1/gm)?.length === 1,
  },
  {
    asvs: '4.2.1',
    name: 'a request has two lengths',
    sent: () => `POST /sign-in HTTP/1.1\r\n${HOST}${FORM}Content-Length: 1\r\nContent-Length: 9\r\n\r\nemail=a@b`,
    status: 400,
  },
  {
    asvs: '4.2.1',
    name: 'a request hides its pieces behind another spelling',
    sent: () => `POST /sign-in HTTP/1.1\r\n${HOST}${FORM}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
    status: [400, 411, 501],
  },
  {
    asvs: '4.2.1',
    name: 'a header has a space before its colon',
    sent: () => `POST /sign-in HTTP/1.1\r\n${HOST}Content-Length : 9\r\n\r\nemail=a@b`,
    status: 400,
  },
  {
    asvs: '4.2.4',
    name: 'a header is broken in the middle by a line that begins with a space',
    sent: () => `GET /sign-in HTTP/1.1\r\n${HOST}X-A: 1\r\n continued\rCookie: x=y\r\n\r\n`,
    status: 400,
  },
  {
    asvs: '4.2.1',
    name: 'a request names no host',
    sent: () => 'GET /sign-in HTTP/1.1\r\n\r\n',
    status: 400,
  },
  {
    asvs: '4.2.5',
    name: 'headers are larger than any browser’s',
    sent: () => `GET /sign-in HTTP/1.1\r\n${HOST}X-A: ${'a'.repeat(20_000)}\r\n\r\n`,
    status: 431,
  },
  {
    asvs: '4.2.1',
    name: 'a body does not say how long it is',
    sent: () => `POST /sign-in HTTP/1.1\r\n${HOST}${FORM}Transfer-Encoding: chunked\r\n\r\n9\r\nemail=a@b\r\n0\r\n\r\n`,
    status: 411,
  },
  {
    asvs: '5.2.1',
    name: 'a form is larger than any form of ours',
    sent: ({ me }) => ({ path: `${link(me)}/${me.assignmentId}`, body: 'x'.repeat(257 * 1024) }),
    status: 413,
  },
  {
    asvs: '5.2.1',
    name: 'an import announces eight gigabytes',
    sent: () => `POST /import/participants HTTP/1.1\r\n${HOST}${FORM}Content-Length: 8589934592\r\n\r\nx`,
    status: 413,
  },
  {
    asvs: '4.1.1',
    name: 'a form is JSON',
    as: 'administrator',
    sent: () => ({
      path: '/organizations/new',
      body: '{"intent":"save","code":"J","name":"J"}',
      headers: { 'Content-Type': 'application/json' },
    }),
    status: 400,
    keeps: ({ prisma }) => prisma.organization.count(),
  },
  {
    asvs: '1.1.1',
    name: 'an address is not well encoded',
    sent: () => get('/answer/%E0%A4%A/%ff'),
    status: [400, 404],
  },
  {
    asvs: '16.5.1',
    name: 'a page fails, and tells how it is made',
    sent: () => get(`/${'a'.repeat(9000)}`),
    status: 404,
    never: () => /\bat \w+ \(|node_modules|Prisma/,
  },
]

export const ATTACKS: readonly Attack[] = [
  ...LINKS,
  ...SWAPPED,
  ...ROLES_STRETCHED,
  ...PROGRAMS,
  ...BROWSER,
  ...INJECTED,
  ...MALFORMED,
]
