import { findHomeStudy, readStandingsPage } from '#app/dashboards/standings/read-home.server'
import type { StandingChoice } from '#app/dashboards/standings/standing-choice'
import type { Db } from '#app/db/database.server'
import type { Within } from '#app/people/find-reach.server'
import { countSince, summarizeSignals } from '#app/signals/signals.server'

const MOST_RELATIONSHIPS = 25
const MOST_SIGNALS = 8

/** All relationships, those that stand worst first. */
const WORST_FIRST: StandingChoice = {
  ...{ study: undefined, search: '', only: 'all', group: 'none', key: undefined },
  ...{ sort: 'ranked', isDescending: false, page: 1 },
}

interface Asked {
  workspaceId: string
  within: Within
  studyId: string
  /** signals with who must act */
  showsEvidence: boolean
  showsNames: boolean
  now: Date
}

export type PortfolioReport = NonNullable<Awaited<ReturnType<typeof readPortfolioReport>>>

/**
 * What the home page shows of a study, to be printed: by the same functions.
 * @returns undefined before anything is published, or where nothing of it is within reach
 */
export async function readPortfolioReport(db: Db, asked: Asked) {
  const { workspaceId, within, studyId, showsEvidence, showsNames, now } = asked
  const reader = { workspaceId, within }
  const study = await findHomeStudy(db, reader, studyId)
  if (!study) return undefined
  const { minimum, publishedAt } = study
  const { summary, list, points } = await readStandingsPage(db, { ...reader, studyId, minimum }, WORST_FIRST)
  const signals = showsEvidence ? await summarizeSignals(db, reader, MOST_SIGNALS) : undefined
  return {
    ...{ study, summary, points, now, showsNames },
    since: showsEvidence ? await countSince(db, reader, publishedAt) : undefined,
    relationships: { total: list.total, rows: list.rows.slice(0, MOST_RELATIONSHIPS) },
    signals: signals && {
      ...signals,
      rows: signals.rows.map((row) => ({ ...row, owner: showsNames ? row.owner : null })),
    },
  }
}
