import { groupBy } from '#app/db/group-by'
import type { Entry } from './entry'
import { count, DAY, type Measures, MOST_ROWS } from './measures'
import { choice, dayField, lineField, type Register, sideField } from './register'

/** Grades from the best to the worst, each one step: the letters of the large agencies without their signs. */
const GRADES = ['aaa', 'aa', 'a', 'bbb', 'bb', 'b', 'ccc', 'cc', 'c', 'd'] as const

/** A fall is one within so long; later it is how things are. */
const FALL_DAYS = 365

/** How somebody rates the financial health of one of the firms (claim C18). */
export const RATINGS: Register = {
  name: 'ratings',
  subject: 'relationship',
  fields: [
    sideField('rated'),
    choice('kind', 'grade', GRADES, { isKey: false }),
    dayField('beganOn', 'rated_on'),
    lineField('text', 'source'),
  ],
  rules: [],
  sample: [
    'NAJM-STEEL,supplier,a,2025-06-30,Credit agency',
    'NAJM-STEEL,supplier,bb,2026-06-30,Credit agency',
    'NAJM-OPTIX,buyer,aa,2026-02-01,تقدير داخلي',
  ],
}

export interface RatingFall {
  grade: string
  ratedOn: Date
  /** from the best grade that held in the last year to the newest: 0 and more */
  steps: number
  /** since when it is no longer so good */
  since: Date
}

type Rating = Pick<Entry, 'kind' | 'beganOn'>

/**
 * How far one source's newest grade of a firm lies below the best one that held within a year before a moment. The grade that
 * held when the year began counts. Undefined without a grade until then.
 */
export function ratingFall(ratings: readonly Rating[], at: Date): RatingFall | undefined {
  const known = ratings.filter(({ beganOn }) => beganOn <= at)
  known.sort((a, b) => a.beganOn.getTime() - b.beganOn.getTime())
  const newest = known.at(-1)
  if (!newest) return undefined
  const from = at.getTime() - FALL_DAYS * DAY
  const first = Math.max(
    0,
    known.findLastIndex(({ beganOn }) => beganOn.getTime() <= from),
  )
  const held = known.slice(first)
  const rank = ({ kind }: Rating) => (GRADES as readonly (string | null)[]).indexOf(kind)
  const best = held.reduce((top, one) => (rank(one) <= rank(top) ? one : top))
  const worse = held.slice(held.indexOf(best) + 1).find((one) => rank(one) > rank(best)) ?? newest
  return {
    ...{ grade: newest.kind ?? '', ratedOn: newest.beganOn },
    ...{ steps: rank(newest) - rank(best), since: worse.beganOn },
  }
}

/** Each source's newest grade of each firm, the deepest falls first. */
export function measureRatings(entries: readonly Entry[], at: Date): Measures {
  const groups = groupBy(entries, ({ subjectId, side, text }) =>
    JSON.stringify([subjectId, side, text.toLocaleLowerCase()]),
  )
  const rated = [...groups].flatMap(([key, own]) => {
    const fall = ratingFall(own, at)
    const [one] = own
    return fall && one ? [{ key, one, fall }] : []
  })
  rated.sort((a, b) => b.fall.steps - a.fall.steps)
  const fell = rated.filter(({ fall }) => fall.steps >= 2).length
  return {
    columns: ['firm', 'source', 'grade', 'ratedOn', 'steps'],
    rows: rated.slice(0, MOST_ROWS).map(({ key, one, fall }) => ({
      ...{ key, of: one },
      cells: [
        { is: 'words', text: one.side === 'buyer' ? one.buyerName : one.supplierName },
        { is: 'words', text: one.text },
        { is: 'kind', option: fall.grade },
        { is: 'day', value: fall.ratedOn },
        count(fall.steps),
      ],
    })),
    findings: rated.length === 0 ? [] : [{ word: 'fell', values: { count: fell, of: rated.length } }],
  }
}
