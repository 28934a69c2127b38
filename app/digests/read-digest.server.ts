import { changeRows } from '#app/dashboards/change-rows'
import type { Db } from '#app/db/database.server'
import { readResultTables } from '#app/disclosure/read-results.server'
import { findReach } from '#app/people/find-reach.server'
import { type Actor, may } from '#app/people/may'
import { listRaised } from '#app/signals/signals.server'

/** What happened to a wave in a span of time, as far as it lies in the reader's reach. */
export interface DigestWave {
  studyId: string
  studyName: string
  number: number
  closesAt: Date
  /** in the span */
  hasOpened: boolean
  hasClosed: boolean
  /** undefined where it was not published in the span */
  published:
    | {
        /** questionnaires about relationships within reach */
        invited: number
        answered: number
        /** relationships of which released values moved by more than chance explains, with the ids of the indices */
        changed: { buyerName: string; supplierName: string; indices: string[] }[]
      }
    | undefined
}

interface Asked {
  workspaceId: string
  actor: Actor
  /** exclusive */
  from: Date
  /** inclusive */
  until: Date
}

/**
 * What changed for a reader: waves that opened, ended and were published, by study. Results come from the released values of
 * relationships within reach, and from nothing else.
 */
export async function readDigest(db: Db, { workspaceId, actor, from, until }: Asked): Promise<DigestWave[]> {
  const within = findReach(workspaceId, actor)
  const inSpan = { gt: from, lte: until }
  const some = { some: { workspaceId, relationship: within.relationships } }
  const waves = await db.wave.findMany({
    where: {
      ...{ workspaceId, isTrial: false },
      AND: [
        { OR: [{ assignments: some }, { participation: some }] },
        { OR: [{ openedAt: inSpan }, { closedAt: inSpan }, { publishedAt: inSpan }] },
      ],
    },
    include: { study: { select: { name: true } } },
    orderBy: [{ study: { name: 'asc' } }, { studyId: 'asc' }, { number: 'asc' }],
  })
  const isIn = (moment: Date | null) => moment !== null && moment > from && moment <= until
  const told: DigestWave[] = []
  for (const { id, studyId, study, number, kind, closesAt, ...wave } of waves)
    told.push({
      ...{ studyId, studyName: study.name, number, closesAt },
      hasOpened: isIn(wave.openedAt),
      hasClosed: isIn(wave.closedAt),
      published:
        wave.publishedAt && wave.state === 'published' && isIn(wave.publishedAt)
          ? await readPublished({ id, number, kind, publishedAt: wave.publishedAt })
          : undefined,
    })
  return told

  async function readPublished(wave: { id: string; number: number; kind: string; publishedAt: Date }) {
    const tables = await readResultTables(db, {
      ...{ workspaceId, within, waves: [wave] },
      measures: ['change', 'panel-change'],
    })
    const sides = tables.flatMap(({ participation }) => [participation.buyer, participation.supplier])
    return {
      invited: sides.reduce((sum, { invited }) => sum + invited, 0),
      answered: sides.reduce((sum, { answered }) => sum + answered, 0),
      changed: tables.flatMap((table) => {
        const moved = changeRows([table]).filter(({ changeIs }) => changeIs !== undefined)
        const indices = [...new Set(moved.map(({ index }) => index))]
        const { buyerName, supplierName } = table.relationship
        return indices.length > 0 ? [{ buyerName, supplierName, indices }] : []
      }),
    }
  }
}

/** Signals that were raised in the span and are still open, within reach: names and kinds, no value. */
export async function readDigestSignals(db: Db, { workspaceId, actor, from, until }: Asked) {
  if (!may(actor, 'keep-promises')) return []
  return listRaised(db, { workspaceId, within: findReach(workspaceId, actor) }, { from, until })
}
