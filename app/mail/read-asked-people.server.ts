import type { Prisma, PrismaClient } from '#app/db/generated/client'
import { translateTo } from '#app/i18n/texts-of'
import type { Instrument } from '#app/instruments/instrument-schema'
import { isAboutFirm } from '#app/instruments/is-about-firm'
import { loadTemplate } from '#app/instruments/load-template.server'
import { askedInstrument } from '#app/studies/asked-instrument'
import { minutesFor } from '#app/studies/minutes-for'
import { type Audience, promiseText } from '#app/studies/promise'

const WAVE = {
  study: {
    select: {
      ...{ name: true, contactName: true, contactEmail: true },
      mailTexts: { select: { kind: true, language: true, subject: true, opening: true, closing: true } },
    },
  },
  reminders: { where: { doneAt: null }, select: { dueAt: true } },
} satisfies Prisma.WaveInclude
type Promised = Pick<AskedWave, 'audience' | 'minimumGroupSize' | 'isTrial' | 'isBenchmarked'>
type AskedWave = Prisma.WaveGetPayload<{ include: typeof WAVE }>

export interface AskedRelationship {
  side: string
  position: number
  /** whether it is about figures of the person's own firm, whose name stands here then, else the partner's */
  isOwnFirm: boolean
  name: string
  state: 'open' | 'submitted' | 'handed-over'
}

export interface AskedInvitation {
  id: string
  wave: AskedWave
  language: string
  revokedAt: Date | null
  email: string
  personName: string
  function: string
  answersForFirm: boolean
  active: boolean
  organizationName: string
  /** in the order of the questions */
  asked: AskedRelationship[]
}

export interface AskedReader {
  find(invitationId: string): AskedInvitation | undefined
  /** minutes that these questionnaires take the person together, and the promise in the invitation's language */
  tell(invitation: AskedInvitation, asked: readonly AskedRelationship[]): { minutes: number; promise: string }
  /** of the workspace, IANA name */
  timeZone: string
}

interface Row extends Omit<AskedInvitation, 'wave' | 'asked'> {
  waveId: string
  asked: {
    side: string
    position: number
    buyerName: string
    supplierName: string
    state: AskedRelationship['state']
  }[]
}

/** What many mails tell, read at once: the people of a few hundred invitations, and once each wave and its questionnaire. */
export async function readAskedPeople(
  prisma: PrismaClient,
  workspaceId: string,
  invitationIds: readonly string[],
): Promise<AskedReader> {
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT i.id, i.wave_id AS "waveId", i.language, i.revoked_at AS "revokedAt", p.email, p.name AS "personName", p."function",
      p.answers_for_firm AS "answersForFirm", p.active, o.name AS "organizationName",
      json_agg(json_build_object('side', a.side, 'position', a.position, 'buyerName', b.name, 'supplierName', s.name, 'state',
        CASE WHEN EXISTS (SELECT 1 FROM response r WHERE r.workspace_id = a.workspace_id AND r.wave_id = a.wave_id
                            AND r.relationship_id = a.relationship_id AND r.id = a.id) THEN 'submitted'
          WHEN EXISTS (SELECT 1 FROM handover h WHERE h.workspace_id = a.workspace_id AND h.id = a.id) THEN 'handed-over'
          ELSE 'open' END) ORDER BY a.position) AS asked
    FROM invitation i
    JOIN participant p ON p.workspace_id = i.workspace_id AND p.id = i.participant_id
    JOIN organization o ON o.workspace_id = p.workspace_id AND o.id = p.organization_id
    JOIN assignment a ON a.workspace_id = i.workspace_id AND a.invitation_id = i.id
    JOIN relationship l ON l.workspace_id = a.workspace_id AND l.id = a.relationship_id
    JOIN organization b ON b.workspace_id = l.workspace_id AND b.id = l.buyer_id
    JOIN organization s ON s.workspace_id = l.workspace_id AND s.id = l.supplier_id
    WHERE i.workspace_id = ${workspaceId}::uuid AND i.id = ANY(${invitationIds}::uuid[])
    GROUP BY i.workspace_id, i.id, p.workspace_id, p.id, o.workspace_id, o.id`
  const waves = await prisma.wave.findMany({
    where: { workspaceId, id: { in: [...new Set(rows.map(({ waveId }) => waveId))] } },
    include: WAVE,
  })
  const known = new Map<string, { wave: AskedWave; instrument: Instrument }>()
  for (const wave of waves) known.set(wave.id, { wave, instrument: (await loadTemplate(prisma, wave)).instrument })
  const workspace = await prisma.workspace.findUniqueOrThrow({ where: { id: workspaceId } })
  const isOwnFirm = remember(isOwnFirmIn)
  const minutes = remember(minutesIn)
  const promise = remember(promiseIn)
  const invitations = new Map<string, AskedInvitation>()
  for (const { waveId, asked, ...person } of rows) {
    const own = known.get(waveId)
    if (!own) continue
    const relationships = asked.map(({ side, position, buyerName, supplierName, state }) => {
      const isOwn = isOwnFirm(own.instrument, roleOf(person), { side, position })
      return { side, position, isOwnFirm: isOwn, name: (side === 'buyer') === isOwn ? buyerName : supplierName, state }
    })
    invitations.set(person.id, { ...person, wave: own.wave, asked: relationships })
  }
  return {
    find: (id) => invitations.get(id),
    tell: ({ wave, language, ...person }, asked) => {
      const { instrument } = known.get(wave.id) ?? {}
      if (!instrument) throw new Error('an invitation has a wave')
      const places = asked.map(({ side, position }) => ({ side, position }))
      const { audience, minimumGroupSize, isTrial, isBenchmarked } = wave
      return {
        minutes: minutes(instrument, roleOf(person), places),
        promise: promise(instrument, language, { audience, minimumGroupSize, isTrial, isBenchmarked }),
      }
    },
    timeZone: workspace.timeZone,
  }
}

type Role = Pick<AskedInvitation, 'function' | 'answersForFirm'>
type Place = Pick<AskedRelationship, 'side' | 'position'>

function roleOf({ function: workFunction, answersForFirm }: Role): Role {
  return { function: workFunction, answersForFirm }
}

function isOwnFirmIn(instrument: Instrument, role: Role, place: Place): boolean {
  return isAboutFirm(askedInstrument(instrument, role, place))
}

function minutesIn(instrument: Instrument, role: Role, places: Place[]): number {
  return minutesFor(instrument, role, places).total
}

function promiseIn(
  instrument: Instrument,
  language: string,
  { audience, minimumGroupSize, isTrial, isBenchmarked }: Promised,
): string {
  const t = translateTo(language)
  const aboutFirm = isAboutFirm(instrument)
  const promise = { audience: audience as Audience, minimumGroupSize, isAboutFirm: aboutFirm, isBenchmarked }
  return [...(isTrial ? [t('promise.trial')] : []), promiseText(t, promise)].join(' ')
}

/** Thousands of people have a few dozen kinds of tasks between them: each is worked out once. */
function remember<Arguments extends unknown[], Result>(
  work: (instrument: Instrument, ...rest: Arguments) => Result,
): typeof work {
  const results = new Map<Instrument, Map<string, Result>>()
  return (instrument, ...rest) => {
    const own = results.get(instrument) ?? new Map<string, Result>()
    results.set(instrument, own)
    const key = JSON.stringify(rest)
    const known = own.get(key)
    if (known !== undefined) return known
    const result = work(instrument, ...rest)
    own.set(key, result)
    return result
  }
}
