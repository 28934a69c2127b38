import type { Db } from '#app/db/database.server'
import { isAboutFirm } from '#app/instruments/is-about-firm'
import { loadTemplate } from '#app/instruments/load-template.server'
import { EVERYTHING, type Within } from '#app/people/find-reach.server'
import { type FunctionWeights, functionWeights } from '#app/studies/function-weights'
import type { Audience } from '#app/studies/promise'
import type { Side } from '#app/trust/scored-response'
import { fromReleaseStore, type Measure, type ReleasedCell } from './release'

export interface PublishedWave {
  id: string
  number: number
  publishedAt: Date
  /** a full one unless it says otherwise: a pulse asks less, an onset wave about fewer relationships */
  kind?: string | undefined
}

export interface ResultStudy {
  id: string
  name: string
  /** of the workspace, three letters: amounts that the reader assumes are in it */
  currency: string
  /** the promise of the newest published wave: the pages repeat it */
  audience: Audience
  minimumGroupSize: number
  /** it asks about firms and not about relationships: the promise says so */
  isAboutFirm: boolean
  /** its figures go into pools over workspaces: the promise says so */
  isBenchmarked: boolean
  /** what answers of functions weigh in the values of the newest published wave */
  functionWeights: FunctionWeights
  /** published waves, the first one first */
  waves: PublishedWave[]
}

export interface ResultRelationship {
  id: string
  code: string
  buyerId: string
  supplierId: string
  buyerName: string
  supplierName: string
  category: string
  /** per year, in `currency`; null where not recorded */
  annualSpend: number | null
  currency: string | null
  startedOn: Date | null
  renewalOn: Date | null
  buyerOwner: string | null
  supplierOwner: string | null
}

/** The result table of one relationship in one wave. */
export interface ResultTable {
  wave: PublishedWave
  relationship: ResultRelationship
  /** @param measure one of those that were read; the level unless told otherwise */
  cell(side: Side | 'both', index: string, measure?: Measure): ReleasedCell | undefined
  /** questionnaires sent and answered, per side */
  participation: Record<Side, { invited: number; answered: number }>
}

/** @returns undefined where the workspace has no such study */
export async function findResultStudy(db: Db, workspaceId: string, studyId: string): Promise<ResultStudy | undefined> {
  const study = await db.study.findUnique({
    where: { workspaceId_id: { workspaceId, id: studyId } },
    include: { waves: { where: { workspaceId, state: 'published' }, orderBy: { number: 'asc' } } },
  })
  if (!study) return undefined
  const { currency } = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { currency: true } })
  const newest = study.waves.at(-1) ?? study
  const { instrument } = await loadTemplate(db, newest)
  return {
    id: study.id,
    name: study.name,
    currency,
    audience: newest.audience as Audience,
    minimumGroupSize: newest.minimumGroupSize,
    isAboutFirm: isAboutFirm(instrument),
    functionWeights: functionWeights(newest.functionWeights),
    isBenchmarked: study.waves.at(-1)?.isBenchmarked ?? false,
    waves: study.waves.map(({ id, number, kind, publishedAt }) => ({
      ...{ id, number, kind },
      publishedAt: publishedAt ?? new Date(0),
    })),
  }
}

interface ReadTables {
  workspaceId: string
  /** what of the workspace the reader sees */
  within: Within
  waves: PublishedWave[]
  /** only this relationship */
  relationshipId?: string
  /** only these relationships */
  relationshipIds?: readonly string[]
  /** with what the firm on this side alone is shown of its own people, whichever firm it is: for what goes to that firm alone */
  ownSide?: Side
  /** only these indices */
  indices?: readonly string[]
  /** the levels alone unless told otherwise */
  measures?: readonly Measure[]
}

/** Result tables as they were published: from the table of released cells and nothing else. By relationship code, then wave. */
export async function readResultTables(
  db: Db,
  { workspaceId, within, waves, relationshipId, relationshipIds, ownSide, indices, measures = ['level'] }: ReadTables,
): Promise<ResultTable[]> {
  const scope = {
    workspaceId,
    waveId: { in: waves.map((wave) => wave.id) },
    AND: [
      relationshipId ? { relationshipId } : {},
      relationshipIds ? { relationshipId: { in: [...relationshipIds] } } : {},
      within === EVERYTHING ? {} : { relationship: within.relationships },
    ],
  }
  const { ownSideOf: firm } = within
  const asked = db.participation.findMany({ where: { ...scope, workspaceId } })
  const released = db.releasedRow.findMany({
    where: {
      ...{ ...scope, workspaceId, function: '', measure: { in: [...measures] } },
      OR: [
        { scope: 'relationship' },
        ...(ownSide ? [{ scope: 'own-side', side: ownSide }] : []),
        ...(firm === undefined
          ? []
          : [
              { scope: 'own-side', side: 'buyer', relationship: { buyerId: firm } },
              { scope: 'own-side', side: 'supplier', relationship: { supplierId: firm } },
            ]),
      ],
    },
  })
  const [participation, rows] = await Promise.all([asked, released])
  const relationships = await readRelationships(
    db,
    workspaceId,
    new Set(participation.map((one) => one.relationshipId)),
  )
  const cells = new Map<string, ReleasedCell>()
  for (const row of rows)
    for (const cell of fromReleaseStore(row, indices)) {
      const key = `${row.waveId} ${row.relationshipId} ${cell.measure} ${cell.side} ${cell.index}`
      // what the own firm is shown stands where others read that it is withheld
      if (row.scope === 'own-side' || !cells.has(key)) cells.set(key, cell)
    }
  const counts = new Map(participation.map((one) => [`${one.waveId} ${one.relationshipId} ${one.side}`, one]))
  const count = (key: string) => ({ invited: counts.get(key)?.invited ?? 0, answered: counts.get(key)?.answered ?? 0 })
  return relationships.flatMap((relationship) =>
    waves
      .filter((wave) => counts.has(`${wave.id} ${relationship.id} buyer`))
      .map((wave) => {
        const key = `${wave.id} ${relationship.id}`
        return {
          wave,
          relationship,
          cell: (side, index, measure = 'level') => cells.get(`${key} ${measure} ${side} ${index}`),
          participation: { buyer: count(`${key} buyer`), supplier: count(`${key} supplier`) },
        }
      }),
  )
}

async function readRelationships(db: Db, workspaceId: string, ids: Set<string>): Promise<ResultRelationship[]> {
  const name = { select: { name: true } } as const
  const rows = await db.relationship.findMany({
    where: { workspaceId, id: { in: [...ids] } },
    orderBy: { code: 'asc' },
    include: { buyer: name, supplier: name, buyerOwner: name, supplierOwner: name },
  })
  return rows.map(({ buyer, supplier, buyerOwner, supplierOwner, annualSpend, ...row }) => ({
    ...row,
    annualSpend: annualSpend?.toNumber() ?? null,
    buyerName: buyer.name,
    supplierName: supplier.name,
    buyerOwner: buyerOwner?.name ?? null,
    supplierOwner: supplierOwner?.name ?? null,
  }))
}
