import { FUNCTIONS } from '#app/relationships/functions'
import { SIDES } from '#app/trust/scored-response'
import type { Dataset } from './dataset'
import { makePseudonym } from './pseudonym.server'
import type { TableSource } from './table-source'
import { CODE, COUNT, placeVariables, tableVariables, valueLabels } from './table-variables'

const OUTCOMES = ['open', 'kept', 'partly', 'not_kept'] as const
const DAY = 86_400_000

/**
 * What really happened between the firms that the published waves asked about: one row per promise, as it stands. Its sentence is
 * left out (nobody gave leave to pass it on, and it tells who the firms are); days are told as a month and as distances.
 */
export async function openEvidence(source: TableSource): Promise<Dataset> {
  const { db, workspaceId, key, name, waves, translators, languages, title } = source
  const asked = await db.participation.findMany({
    where: { workspaceId, waveId: { in: waves.map(({ id }) => id) } },
    distinct: ['relationshipId'],
    select: { relationshipId: true },
  })
  const promises = await db.madePromise.findMany({
    where: { workspaceId, relationshipId: { in: asked.map(({ relationshipId }) => relationshipId) } },
    select: {
      ...{ id: true, relationshipId: true, madeBy: true, madeFunction: true, keepFunction: true, madeOn: true },
      ...{ dueOn: true, outcome: true, settledAt: true },
    },
  })
  const rows = promises
    .map(({ id, relationshipId, ...promise }) => ({
      ...promise,
      code: makePseudonym(key, 'promise', id),
      relationship: makePseudonym(key, 'relationship', relationshipId),
    }))
    .sort((a, b) => (a.relationship + a.code < b.relationship + b.code ? -1 : 1))
  const { study } = placeVariables(name)
  const functions = { ...CODE, values: valueLabels(FUNCTIONS, translators, (one) => `words.functions.${one}`) }
  return {
    ...{ name: 'evidence', title, languages, rowCount: rows.length },
    variables: tableVariables(
      {
        ...(study && { study }),
        ...{ promise_id: CODE, relationship_id: CODE },
        made_by: { ...CODE, values: valueLabels(SIDES, translators, (side) => `words.${side}`) },
        ...{ made_function: functions, keep_function: functions },
        made_month: { ...CODE, width: 7 },
        days_until_due: COUNT,
        outcome: { ...CODE, values: valueLabels(OUTCOMES, translators, (one) => `evidence.promises.outcome.${one}`) },
        days_until_settled: COUNT,
      },
      translators,
    ),
    async *pages() {
      yield rows.map(
        ({ code, relationship, madeBy, madeFunction, keepFunction, madeOn, dueOn, outcome, settledAt }) => {
          const daysUntil = (day: Date | null) =>
            day === null ? null : Math.floor(day.getTime() / DAY) - Math.floor(madeOn.getTime() / DAY)
          return [
            ...[name, code, relationship, madeBy, madeFunction || null, keepFunction || null],
            ...[madeOn.toISOString().slice(0, 7), daysUntil(dueOn), outcome, daysUntil(settledAt)],
          ]
        },
      )
    },
  }
}
