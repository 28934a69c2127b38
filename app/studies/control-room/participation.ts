import type { Audience } from '#app/studies/promise'

export type Side = 'buyer' | 'supplier'

/** What is known of the people of a wave, of one side, or of one side of a relationship: counts, and nobody's name. */
export interface ParticipationCounts {
  /** who is asked, without those who left before they answered */
  people: number
  /** whose invitation a mail server has taken */
  delivered: number
  /** whose invitation waits to leave */
  waiting: number
  /** who could not be written to, or whose mail came back */
  bounced: number
  /** to whom a mail did not go out because they want none, or no reminders */
  unwanted: number
  /** who opened the link in a browser, or began */
  opened: number
  /** one for each person and relationship; those below are of these */
  questionnaires: number
  started: number
  submitted: number
}

export interface CountedCell {
  relationshipId: string
  side: Side
  counts: ParticipationCounts
  /** people of the firm on this side who are known, and not asked about the relationship in this wave */
  candidates: number
}

/** How far people went: told of groups only in which nobody can be picked out. */
export type Progress = Pick<ParticipationCounts, 'unwanted' | 'opened' | 'started' | 'submitted'>

export interface ToldCounts extends Omit<ParticipationCounts, keyof Progress> {
  /** undefined where too few people are asked, or where it could be taken from what is told of others */
  progress: Progress | undefined
}

export interface ToldCell extends ToldCounts {
  relationshipId: string
  side: Side
  candidates: number
  /** more answers until results of this side can be shown; undefined where progress is not told, or nothing is shown of single relationships */
  needed: number | undefined
  /** more people who must be asked, because even if all answered it would be too few */
  missingPeople: number
}

export interface ToldParticipation {
  total: ToldCounts
  sides: Record<Side, ToldCounts>
  cells: ToldCell[]
}

export interface WavePromise {
  audience: Audience
  minimumGroupSize: number
}

/** Of fewer people than this nobody is told how far they went, also where results may stand on one answer: that is told of answers, not of who gave them. */
const FEWEST_PEOPLE = 3

export function fewestToldOf({ minimumGroupSize }: WavePromise): number {
  return Math.max(FEWEST_PEOPLE, minimumGroupSize)
}

/**
 * What may be told of a wave's participation. The promise says that nobody is shown who answered, so how far people went is
 * told of a side of a relationship only where as many are asked as results need, and three at least. What is kept back of a
 * side, and of the wave, is nobody or as many people again: else it could be subtracted from the sum. The whole wave is
 * always told: it is the response rate.
 */
export function tellParticipation(
  wave: WavePromise,
  {
    total,
    sides,
    cells,
  }: { total: ParticipationCounts; sides: Record<Side, ParticipationCounts>; cells: CountedCell[] },
): ToldParticipation {
  const fewest = fewestToldOf(wave)
  const isSmall = ({ people }: ParticipationCounts) => people > 0 && people < fewest
  const hidesSides = isSmall(sides.buyer) || isSmall(sides.supplier)
  const asked = cells.filter(({ counts }) => counts.people > 0)
  const hidden = new Set(asked.filter(({ counts }) => isSmall(counts)))
  const sums = hidesSides
    ? [asked]
    : (['buyer', 'supplier'] as const).map((side) => asked.filter((one) => one.side === side))
  for (const parts of [...sums, asked]) keepRestLarge(parts, hidden, fewest)
  const tell = (counts: ParticipationCounts, isTold: boolean): ToldCounts => {
    const { people, delivered, waiting, bounced, questionnaires, unwanted, opened, started, submitted } = counts
    const progress = isTold ? { unwanted, opened, started, submitted } : undefined
    return { people, delivered, waiting, bounced, questionnaires, progress }
  }
  return {
    total: tell(total, true),
    sides: { buyer: tell(sides.buyer, !hidesSides), supplier: tell(sides.supplier, !hidesSides) },
    cells: cells.map((cell) => {
      const { relationshipId, side, candidates, counts } = cell
      const told = tell(counts, !hidden.has(cell))
      return { relationshipId, side, candidates, ...told, ...lackOf(wave, told) }
    }),
  }
}

/** Hides the smallest of those that are told, until what is hidden of a sum is nobody or large enough. */
function keepRestLarge(parts: readonly CountedCell[], hidden: Set<CountedCell>, fewest: number): void {
  let rest = parts.filter((cell) => hidden.has(cell)).reduce((sum, { counts }) => sum + counts.people, 0)
  if (rest === 0) return
  const told = parts.filter((cell) => !hidden.has(cell)).sort(bySize)
  for (const cell of told) {
    if (rest >= fewest) return
    hidden.add(cell)
    rest += cell.counts.people
  }
}

/** By a fixed order where they are of one size, so that the same wave always hides the same. */
function bySize(a: CountedCell, b: CountedCell): number {
  return a.counts.people - b.counts.people || (a.relationshipId < b.relationshipId ? -1 : 1)
}

function lackOf({ audience, minimumGroupSize }: WavePromise, { people, progress }: ToldCounts) {
  // a pooled study shows nothing of a single relationship, however many answer
  if (audience === 'pooled') return { needed: undefined, missingPeople: 0 }
  return {
    needed: progress && Math.max(0, minimumGroupSize - progress.submitted),
    missingPeople: Math.max(0, minimumGroupSize - people),
  }
}
