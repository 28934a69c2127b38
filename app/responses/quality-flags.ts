import { type Answers, missingReason } from '#app/instruments/answers'
import type { Instrument, Section } from '#app/instruments/instrument-schema'
import { pagesOf } from '#app/instruments/pages'
import { scaleItems } from '#app/instruments/score-response'
import { longestRun } from '#app/statistics/quality/longest-run'
import { responseVariability } from '#app/statistics/quality/response-variability'
import { reverseInconsistency } from '#app/statistics/quality/reverse-inconsistency'
import type { Paradata } from './paradata'

/** Signs of answering without reading, in the order of the reports. */
export const QUALITY_FLAGS = [
  'long_string',
  'straight_line',
  'low_variability',
  'fast',
  'reverse_inconsistency',
  'equal_shares',
  'single_share',
  'many_not_applicable',
] as const
export type QualityFlag = (typeof QUALITY_FLAGS)[number]

/** What a sign is one of: two of the same kind say the same thing twice. */
const KINDS: Record<QualityFlag, string> = {
  ...{ long_string: 'sameness', straight_line: 'sameness', low_variability: 'sameness' },
  ...{ fast: 'speed', reverse_inconsistency: 'consistency' },
  ...{ equal_shares: 'time', single_share: 'time', many_not_applicable: 'knowledge' },
}

/**
 * Whether a response carries two signs of different kinds, one of them speed or a long string: scores are told with and
 * without those. It is never dropped.
 */
export function isFlagged(flags: readonly string[]): boolean {
  const known = QUALITY_FLAGS.filter((flag) => flags.includes(flag))
  const kinds = new Set(known.map((flag) => KINDS[flag]))
  return kinds.size >= 2 && (known.includes('fast') || known.includes('long_string'))
}

const SHORTEST_LONG_STRING = 8
const STRAIGHT_SCALES = 2
const LEAST_SD = 0.3
/** Fewer answers than this vary little by chance alone. */
const FEWEST_FOR_SD = 5
const SECONDS_PER_ITEM = 2
const IDLE_SECONDS = 300
const FAST_PAGES = 1 / 3
const INCONSISTENT_POINTS = 3
const FEWEST_EQUAL_SHARES = 5
const NOT_APPLICABLE_SHARE = 0.5

interface FlagInput {
  /** the questions that were asked */
  instrument: Instrument
  /** the same as the person saw them, in their own order */
  sections: readonly Section[]
  answers: Answers
  paradata: Paradata
}

/**
 * Which signs of careless answering a response carries. They are stored and counted, and never drop a response by
 * themselves: each is wrong about honest people now and then. Limits are those of points from 1 to 7.
 *
 * Sources: Curran 2016, Journal of Experimental Social Psychology 66, 4–19, https://doi.org/10.1016/j.jesp.2015.07.006;
 * Meade & Craig 2012, Psychological Methods 17, 437–455, https://doi.org/10.1037/a0028085; Huang et al. 2012, Journal of
 * Business and Psychology 27, 99–114, https://doi.org/10.1007/s10869-011-9231-8 (2 s an item)
 */
export function qualityFlags({ instrument, sections, answers, paradata }: FlagInput): QualityFlag[] {
  const shown = sections.flatMap((section) => section.items).filter((item) => item.kind === 'agreement')
  const points = shown.map(({ id }) => answers[id]).filter((answer) => typeof answer === 'number')
  const notApplicable = shown.filter(({ id }) => missingReason(answers[id]) === 'not_applicable').length
  const spread = points.length >= FEWEST_FOR_SD ? responseVariability(points) : undefined
  const shares = sharesOf(instrument, answers)
  const has: Record<QualityFlag, boolean> = {
    long_string: longestRun(points) >= Math.max(SHORTEST_LONG_STRING, shown.length / 2),
    straight_line: countStraightScales(instrument, answers) >= STRAIGHT_SCALES,
    low_variability: spread !== undefined && spread < LEAST_SD,
    fast: isFast(sections, paradata),
    reverse_inconsistency: isInconsistent(instrument, answers),
    equal_shares: shares.length >= FEWEST_EQUAL_SHARES && new Set(shares).size === 1,
    single_share: shares.length === 1,
    many_not_applicable: shown.length > 0 && notApplicable / shown.length > NOT_APPLICABLE_SHARE,
  }
  return QUALITY_FLAGS.filter((flag) => has[flag])
}

/** Raw and recoded answers of each scale that has a reversed item and was answered in full. */
function reversedScales({ sections, scale: { minimum, maximum } }: Instrument, answers: Answers) {
  const items = scaleItems(sections.flatMap((section) => section.items))
  return [...new Set(items.map((item) => item.construct))].flatMap((construct) => {
    const own = items.filter((item) => item.construct === construct)
    const raw = own.map((item) => answers[item.id]).filter((answer) => typeof answer === 'number')
    if (raw.length < own.length || !own.some((item) => item.isReversed)) return []
    const recoded = own.map((item, index) => {
      const point = raw[index] ?? minimum
      return { isReversed: item.isReversed === true, point: item.isReversed ? minimum + maximum - point : point }
    })
    return [{ raw, recoded, middle: (minimum + maximum) / 2 }]
  })
}

function countStraightScales(instrument: Instrument, answers: Answers): number {
  return reversedScales(instrument, answers).filter(({ raw, middle }) => new Set(raw).size === 1 && raw[0] !== middle)
    .length
}

function isInconsistent(instrument: Instrument, answers: Answers): boolean {
  const distance = reverseInconsistency(reversedScales(instrument, answers).map(({ recoded }) => recoded))
  return distance !== undefined && distance > INCONSISTENT_POINTS
}

/** Whether a third of the pages were sent faster than anybody reads; pages left open for minutes say nothing. */
function isFast(sections: readonly Section[], { seconds = {} }: Paradata): boolean {
  const timed = pagesOf(sections).flatMap((page) => {
    const spent = seconds[page[0]?.id ?? '']
    if (spent === undefined || spent > IDLE_SECONDS) return []
    const items = page.reduce((sum, section) => sum + section.items.length, 0)
    return [spent < items * SECONDS_PER_ITEM]
  })
  return timed.length > 0 && timed.filter(Boolean).length / timed.length >= FAST_PAGES
}

function sharesOf({ sections }: Instrument, answers: Answers): number[] {
  return sections
    .flatMap((section) => section.items)
    .flatMap((item) => (item.kind === 'constant_sum' ? item.parts : []))
    .map((part) => answers[part.id])
    .filter((share) => typeof share === 'number')
    .filter((share) => share > 0)
}
