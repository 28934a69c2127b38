import type { Db } from '#app/db/database.server'
import type { Within } from '#app/people/find-reach.server'
import { pageWithin } from '#app/relationships/page-of'
import { type Audience, showsOnlyPools } from '#app/studies/promise'
import {
  countStandings,
  groupStandings,
  listStandings,
  MOST_POINTS,
  plotFields,
  plotStandings,
  readRanking,
  summarizeStandings,
} from './read-standings.server'
import type { StandingChoice } from './standing-choice'

interface HomeReader {
  workspaceId: string
  within: Within
}

/** Groups on one page; more are found by searching. */
const MOST_GROUPS = 100

/**
 * The study that the home page is about: the one that the address names, or the one published last, of those within reach
 * whose standings are written down.
 */
export async function findHomeStudy(db: Db, { workspaceId, within }: HomeReader, studyId: string | undefined) {
  const wave = await db.wave.findFirst({
    where: {
      ...{ workspaceId, state: 'published', kind: 'full', ...(studyId && { studyId }) },
      ...{ standings: { some: { workspaceId } }, study: within.studies },
    },
    select: {
      ...{ number: true, publishedAt: true, audience: true, minimumGroupSize: true },
      study: { select: { id: true, name: true } },
    },
    orderBy: { publishedAt: 'desc' },
  })
  if (!wave) return undefined
  const { number, publishedAt, audience, minimumGroupSize, study } = wave
  return {
    ...{ ...study, wave: number, publishedAt: publishedAt ?? new Date(0), minimum: minimumGroupSize },
    showsOnlyPools: showsOnlyPools(audience as Audience),
  }
}

/** Everything that the home page shows of one study. */
export async function readStandingsPage(
  db: Db,
  reader: HomeReader & { studyId: string; minimum: number },
  choice: StandingChoice,
) {
  const isWhole = choice.search === '' && choice.only === 'all' && choice.key === undefined
  const ranking = readRanking(db, reader)
  const list = async (page: number) => listStandings(db, reader, choice, { page, ranking: await ranking })
  // all that needs no total: the first page is there whatever it is, and of a few the fields are not used
  const [summary, counted, groups, first, fields] = await Promise.all([
    summarizeStandings(db, reader, reader.minimum),
    isWhole ? undefined : countStandings(db, reader, choice),
    ranking.then((own) => groupStandings(db, reader, choice, { most: MOST_GROUPS, ranking: own })),
    choice.page === 1 ? list(1) : undefined,
    plotFields(db, reader, choice),
  ])
  const total = counted ?? summary.relationships
  const { page } = pageWithin(choice.page, total)
  const [rows, points] = await Promise.all([
    first ?? list(page),
    total > MOST_POINTS ? fields : plotStandings(db, reader, choice),
  ])
  return { summary, list: { rows, total, page }, points, groups }
}
