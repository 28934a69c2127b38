import type { Db } from '#app/db/database.server'
import { Prisma } from '#app/db/generated/client'
import { FEWEST_DEGREES } from '#app/disclosure/common-spreads'
import { EVERYTHING, type Within } from '#app/people/find-reach.server'
import { containsText } from '#app/relationships/contains-text'
import { PAGE_SIZE } from '#app/relationships/page-of'
import { type GroupVariances, groupVariancesOfMeans, type SumsOfMeans } from '#app/statistics/multilevel/shrunken-means'
import type { StandingChoice, StandingGroup, StandingSort } from './standing-choice'
import type { StandingValues } from './standing-of'

interface Asked {
  workspaceId: string
  studyId: string
  within: Within
}

type Choice = Omit<StandingChoice, 'study'>

const { sql, raw, empty, join } = Prisma

/** Of fewer relationships rankings are by chance. */
const FEWEST_GROUPS = 4

/** What rankings draw means towards; undefined where too little is told. */
type Ranking = GroupVariances | undefined

const VALUES = ['buyer_trust', 'supplier_trust', 'mutual_trust', 'gap', 'asymmetry', 'unproductive', 'moved'] as const

/** A released value of a standing: what the reader's own firm is shown stands where others read that it is withheld. */
function value(name: (typeof VALUES)[number], { ownSideOf }: Within): Prisma.Sql {
  return raw(ownSideOf ? `coalesce(o.${name}, s.${name})` : `s.${name}`)
}

/** What a statement asks beside standings: their relationships `r`; the firms `b` and `p`; the open signals `g` of each. */
interface Beside {
  relationships?: boolean
  names?: boolean
  signals?: boolean
}

/** The standings `s` of a study within reach. */
function within({ workspaceId, studyId, within: reach }: Asked, beside: Beside = {}): Prisma.Sql {
  const { relationships, names, signals } = beside
  const { ownSideOf: firm } = reach
  // by itself over all workspaces; `s` is of one
  const own = firm
    ? sql`LEFT JOIN standing o ON o.workspace_id = s.workspace_id AND o.study_id = s.study_id
        AND o.relationship_id = s.relationship_id
        AND o.seen_by = CASE WHEN r.buyer_id = ${firm}::uuid THEN 'buyer' WHEN r.supplier_id = ${firm}::uuid THEN 'supplier' END`
    : empty
  // by itself over all workspaces; `r` is of one
  const about =
    relationships || names || reach !== EVERYTHING
      ? sql`JOIN relationship r ON r.workspace_id = s.workspace_id AND r.id = s.relationship_id`
      : empty
  // by itself over all workspaces; `r` is of one
  const firms = names
    ? sql`JOIN organization b ON b.workspace_id = r.workspace_id AND b.id = r.buyer_id
        JOIN organization p ON p.workspace_id = r.workspace_id AND p.id = r.supplier_id`
    : empty
  const open = signals
    ? sql`LEFT JOIN (
          SELECT g.relationship_id, max(g.severity) AS severity FROM signal g
          WHERE g.workspace_id = ${workspaceId}::uuid AND g.cleared_at IS NULL AND g.seen_by = 'all' GROUP BY g.relationship_id
        ) g ON g.relationship_id = s.relationship_id`
    : empty
  return sql`FROM standing s ${about} ${firms} ${open} ${own}
    WHERE s.workspace_id = ${workspaceId}::uuid AND s.study_id = ${studyId}::uuid AND s.seen_by = 'all' AND ${reach.sql}`
}

/** Those of them that a choice lets through. */
function chosen(asked: Asked, choice: Choice, beside: Beside = {}): Prisma.Sql {
  const { search, only, group, key } = choice
  const { within: reach } = asked
  const pattern = `%${containsText(search).contains}%`
  const trust = (side: 'buyer_trust' | 'supplier_trust') => value(side, reach)
  const parts = [
    search
      ? sql`(r.code ILIKE ${pattern} OR b.name ILIKE ${pattern} OR p.name ILIKE ${pattern} OR r.category ILIKE ${pattern})`
      : [],
    only === 'fell' ? sql`${value('moved', reach)} < 0` : [],
    only === 'rose' ? sql`${value('moved', reach)} > 0` : [],
    only === 'warning' ? sql`g.severity IS NOT NULL` : [],
    only === 'withheld' ? sql`(${trust('buyer_trust')} IS NULL OR ${trust('supplier_trust')} IS NULL)` : [],
    key !== undefined && group !== 'none' ? sql`coalesce(${GROUP_KEYS[group]}::text, '') = ${key}` : [],
  ].flat()
  const needed = {
    relationships: beside.relationships || key !== undefined,
    names: beside.names || search !== '',
    signals: beside.signals || only === 'warning',
  }
  return sql`${within(asked, needed)} ${parts.length > 0 ? sql`AND ${join(parts, ' AND ')}` : empty}`
}

const GROUP_KEYS: Record<Exclude<StandingGroup, 'none'>, Prisma.Sql> = {
  buyer: raw('r.buyer_id'),
  supplier: raw('r.supplier_id'),
  category: raw('r.category'),
  owner: raw('r.buyer_owner_id'),
}

export interface StandingSummary {
  relationships: number
  /** with mutual trust told, and its mean over them; null where none is told */
  told: number
  meanTrust: number | null
  /** trust fell or rose by more than chance explains; those of which that can be told */
  fell: number
  rose: number
  movedTold: number
  /** sides whose trust is withheld, and those of them where more answers would be needed */
  withheldSides: number
  shortSides: number
  invited: number
  answered: number
  invitedBefore: number
  answeredBefore: number
}

/** How a study stands as a whole, within reach. Means are taken over released values of relationships. */
export async function summarizeStandings(db: Db, asked: Asked, minimum: number): Promise<StandingSummary> {
  const { within: reach, workspaceId } = asked
  const [buyer, supplier] = [value('buyer_trust', reach), value('supplier_trust', reach)]
  const [mutual, moved] = [value('mutual_trust', reach), value('moved', reach)]
  const [row] = await db.$queryRaw<StandingSummary[]>`
    SELECT count(*)::int AS relationships, count(${mutual})::int AS told, avg(${mutual}) AS "meanTrust",
      count(*) FILTER (WHERE ${moved} < 0)::int AS fell, count(*) FILTER (WHERE ${moved} > 0)::int AS rose,
      count(${moved})::int AS "movedTold",
      (count(*) FILTER (WHERE ${buyer} IS NULL) + count(*) FILTER (WHERE ${supplier} IS NULL))::int AS "withheldSides",
      (count(*) FILTER (WHERE ${buyer} IS NULL AND s.buyer_answered < ${minimum})
        + count(*) FILTER (WHERE ${supplier} IS NULL AND s.supplier_answered < ${minimum}))::int AS "shortSides",
      coalesce(sum(s.buyer_invited + s.supplier_invited), 0)::int AS invited,
      coalesce(sum(s.buyer_answered + s.supplier_answered), 0)::int AS answered,
      coalesce(sum(s.invited_before), 0)::int AS "invitedBefore", coalesce(sum(s.answered_before), 0)::int AS "answeredBefore"
    ${within(asked)} AND s.workspace_id = ${workspaceId}::uuid`
  if (!row) throw new Error('a count has a row')
  return row
}

/**
 * How far relationships within reach differ in mutual trust, and people of one side: from what the reader is shown alone, so
 * that a ranking tells nobody of relationships that he does not see.
 * @returns undefined where spreads of too few people are told, or trust of too few relationships
 */
export async function readRanking(db: Db, asked: Asked): Promise<Ranking> {
  const { within: reach, workspaceId } = asked
  const [row] = await db.$queryRaw<(SumsOfMeans & { told: number; trustSquares: number; degrees: number })[]>`
    WITH told AS (
      SELECT ${value('mutual_trust', reach)} AS mean, s.trust_people AS size, s.trust_squares, s.trust_degrees
      ${within(asked)} AND s.workspace_id = ${workspaceId}::uuid AND ${value('mutual_trust', reach)} IS NOT NULL
    ), middle AS (SELECT sum(size * mean) / sum(size) AS center FROM told)
    SELECT count(size)::int AS groups, count(*)::int AS told, coalesce(sum(size), 0) AS n, coalesce(sum(size ^ 2), 0) AS "squaredSizes",
      coalesce(sum(size * (mean - center) ^ 2), 0) AS squares, coalesce(max(center), 0) AS center,
      coalesce(sum(trust_squares), 0) AS "trustSquares", coalesce(sum(trust_degrees), 0)::int AS degrees
    FROM told, middle`
  // where some standings do not know yet how sure they are, drawn means would stand beside raw ones
  if (!row || row.degrees < FEWEST_DEGREES || row.groups < FEWEST_GROUPS || row.groups < row.told) return undefined
  return groupVariancesOfMeans(row, row.trustSquares / row.degrees)
}

/** Mutual trust drawn towards the mean of all, the more so the fewer people it has (`shrunkenMeans`): fit to be ranked by. */
function rankedBy(reach: Within, ranking: Ranking): Prisma.Sql {
  const trust = value('mutual_trust', reach)
  if (!ranking) return trust
  const { between, within: apart, center } = ranking
  const weight = sql`${between}::float / nullif(${between}::float + ${apart}::float / s.trust_people, 0)`
  return sql`coalesce(${center}::float + ${weight} * (${trust} - ${center}::float), ${trust})`
}

/** A relationship with how it stands after the newest wave. */
export interface StandingRow
  extends Omit<StandingValues, 'invitedBefore' | 'answeredBefore' | 'trustPeople' | 'trustSquares' | 'trustDegrees'> {
  /** mutual trust as far as it can be told from that of all others; null where it is withheld */
  ranked: number | null
  relationshipId: string
  code: string
  buyerName: string
  supplierName: string
  category: string
  spend: number | null
  currency: string | null
  signals: number
  severity: number | null
}

/** By what a column sorts, and what must be asked for it beside the standing. */
const ORDERS: Record<StandingSort, { by: (reach: Within, ranking: Ranking) => Prisma.Sql; beside: Beside }> = {
  // one text in place of two names
  relationship: { by: () => raw(`b.name || E'\\t' || p.name`), beside: { names: true } },
  category: { by: () => raw('r.category'), beside: { relationships: true } },
  spend: { by: () => raw('r.annual_spend'), beside: { relationships: true } },
  ranked: { by: rankedBy, beside: {} },
  mutualTrust: { by: (reach) => value('mutual_trust', reach), beside: {} },
  gap: { by: (reach) => sql`abs(${value('gap', reach)})`, beside: {} },
  asymmetry: { by: (reach) => value('asymmetry', reach), beside: {} },
  unproductive: { by: (reach) => value('unproductive', reach), beside: {} },
  moved: { by: (reach) => value('moved', reach), beside: {} },
  response: {
    by: () => raw('(s.buyer_answered + s.supplier_answered)::float / nullif(s.buyer_invited + s.supplier_invited, 0)'),
    beside: {},
  },
  signals: { by: () => raw('g.severity'), beside: { signals: true } },
}

/** How many relationships a choice lets through. */
export async function countStandings(db: Db, asked: Asked, choice: Choice): Promise<number> {
  const { workspaceId } = asked
  const [counted] = await db.$queryRaw<
    { total: number }[]
  >`SELECT count(*)::int AS total ${chosen(asked, choice)} AND s.workspace_id = ${workspaceId}::uuid`
  return counted?.total ?? 0
}

/** A page of relationships as they stand, in the asked order; what is withheld or not recorded comes last. */
export async function listStandings(
  db: Db,
  asked: Asked,
  choice: Choice,
  { page, ranking }: { page: number; ranking: Ranking },
): Promise<StandingRow[]> {
  const { within: reach, workspaceId } = asked
  const direction = choice.isDescending ? raw('DESC NULLS LAST') : raw('ASC NULLS LAST')
  const { by, beside } = ORDERS[choice.sort]
  const values = join(VALUES.map((name) => sql`${value(name, reach)} AS ${raw(name)}`))
  // names and signals of those on the page alone
  return db.$queryRaw<StandingRow[]>`
    SELECT r.id AS "relationshipId", r.code, b.name AS "buyerName", p.name AS "supplierName", r.category,
      r.annual_spend::float AS spend, r.currency, s.buyer_trust AS "buyerTrust", s.supplier_trust AS "supplierTrust",
      s.mutual_trust AS "mutualTrust", s.ranked, s.gap, s.asymmetry, s.unproductive, s.moved,
      s.buyer_invited AS "buyerInvited", s.buyer_answered AS "buyerAnswered",
      s.supplier_invited AS "supplierInvited", s.supplier_answered AS "supplierAnswered", g.signals, g.severity
    FROM (
      SELECT s.workspace_id, s.relationship_id, ${values}, ${rankedBy(reach, ranking)} AS ranked, s.buyer_invited, s.buyer_answered, s.supplier_invited, s.supplier_answered,
        ${by(reach, ranking)} AS place, ${value('mutual_trust', reach)} AS raw
      ${chosen(asked, choice, beside)} AND s.workspace_id = ${workspaceId}::uuid
      ORDER BY place ${direction}, raw ${direction}, s.relationship_id LIMIT ${PAGE_SIZE} OFFSET ${(page - 1) * PAGE_SIZE}
    ) s
    JOIN relationship r ON r.workspace_id = s.workspace_id AND r.id = s.relationship_id
    JOIN organization b ON b.workspace_id = r.workspace_id AND b.id = r.buyer_id
    JOIN organization p ON p.workspace_id = r.workspace_id AND p.id = r.supplier_id
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS signals, max(g.severity) AS severity FROM signal g
      WHERE g.workspace_id = ${workspaceId}::uuid AND g.relationship_id = r.id AND g.cleared_at IS NULL AND g.seen_by = 'all'
    ) g
    WHERE r.workspace_id = ${workspaceId}::uuid
    ORDER BY s.place ${direction}, s.raw ${direction}, s.relationship_id`
}

/** So many single points fit into a chart; of more it shows how many lie where. */
export const MOST_POINTS = 300
/** Points of trust and of asymmetry that make one field of a chart. */
const FIELD = { trust: 5, asymmetry: 10 }

export interface StandingPoint {
  /** mutual trust, and dependence asymmetry (buyer − supplier) */
  x: number
  y: number
  moved: number | null
  /** of a single relationship */
  label: string
  spend: number | null
  currency: string | null
  /** relationships that the point stands for */
  count: number
}

/** Where the chosen relationships lie, each of them. */
export async function plotStandings(db: Db, asked: Asked, choice: Choice): Promise<StandingPoint[]> {
  const { within: reach, workspaceId } = asked
  const [x, y, moved] = [value('mutual_trust', reach), value('asymmetry', reach), value('moved', reach)]
  return db.$queryRaw<StandingPoint[]>`
    SELECT ${x} AS x, ${y} AS y, ${moved} AS moved, b.name || ' – ' || p.name AS label, r.annual_spend::float AS spend,
      r.currency, 1 AS count
    ${chosen(asked, choice, { names: true })} AND s.workspace_id = ${workspaceId}::uuid AND ${x} IS NOT NULL AND ${y} IS NOT NULL
    ORDER BY r.annual_spend DESC NULLS LAST`
}

/** The same where there are too many for a point each: the middle of each field, with how many lie in it. */
export async function plotFields(db: Db, asked: Asked, choice: Choice): Promise<StandingPoint[]> {
  const { within: reach, workspaceId } = asked
  const [x, y, moved] = [value('mutual_trust', reach), value('asymmetry', reach), value('moved', reach)]
  return db.$queryRaw<StandingPoint[]>`
    SELECT (floor(${x} / ${FIELD.trust}) + 0.5) * ${FIELD.trust} AS x, (floor(${y} / ${FIELD.asymmetry}) + 0.5) * ${FIELD.asymmetry} AS y,
      round(avg(${moved}))::int AS moved, '' AS label, NULL::float AS spend, NULL AS currency, count(*)::int AS count
    ${chosen(asked, choice)} AND s.workspace_id = ${workspaceId}::uuid AND ${x} IS NOT NULL AND ${y} IS NOT NULL
    GROUP BY 1, 2 ORDER BY 7 DESC`
}

export interface StandingGroupRow {
  key: string
  name: string
  relationships: number
  told: number
  /** mean of the values that relationships are ranked by, and of the raw ones */
  ranked: number | null
  meanTrust: number | null
  fell: number
  warning: number
}

/** The chosen relationships by firm, category or owner, those that rank lowest first. */
export async function groupStandings(
  db: Db,
  asked: Asked,
  choice: Choice,
  { most, ranking }: { most: number; ranking: Ranking },
): Promise<StandingGroupRow[]> {
  if (choice.group === 'none') return []
  const { within: reach, workspaceId } = asked
  const key = GROUP_KEYS[choice.group]
  const nameOf = { buyer: sql`max(b.name)`, supplier: sql`max(p.name)`, category: sql`max(r.category)`, owner: sql`''` }
  const names = choice.group === 'buyer' || choice.group === 'supplier'
  const rows = await db.$queryRaw<StandingGroupRow[]>`
    SELECT coalesce(${key}::text, '') AS key, ${nameOf[choice.group]} AS name, count(*)::int AS relationships,
      count(${value('mutual_trust', reach)})::int AS told, avg(${rankedBy(reach, ranking)}) AS ranked,
      avg(${value('mutual_trust', reach)}) AS "meanTrust",
      count(*) FILTER (WHERE ${value('moved', reach)} < 0)::int AS fell, count(g.severity)::int AS warning
    ${chosen(asked, { ...choice, key: undefined }, { relationships: true, names, signals: true })} AND s.workspace_id = ${workspaceId}::uuid
    GROUP BY ${key} ORDER BY ranked ASC NULLS LAST, relationships DESC LIMIT ${most}`
  if (choice.group !== 'owner') return rows
  const people = await db.participant.findMany({
    where: { workspaceId, id: { in: rows.map((row) => row.key).filter(Boolean) } },
    select: { id: true, name: true },
  })
  const known = new Map(people.map(({ id, name }) => [id, name]))
  return rows.map((row) => ({ ...row, name: known.get(row.key) ?? '' }))
}
