import type { ResultTable } from '#app/disclosure/read-results.server'
import { summarizeSample } from '#app/statistics/descriptive/summarize-sample'
import { welchInterval } from '#app/statistics/intervals/welch-interval'
import { SIDES, type Side } from '#app/trust/scored-response'
import { evaluateEvidence, evaluateStudy } from './evaluate'
import { type Facts, told } from './facts'
import { SIGNAL_KINDS, type SignalKind } from './signal-kinds'
import type { Thresholds } from './thresholds'

/** A signal as it would have stood when a wave was published. */
export interface ReplayedSignal {
  relationshipId: string
  wave: number
  kind: SignalKind
  side: Side | 'both'
  word: string
  /** released trust of the side that it is about (of both together for `both`) then, and in the next wave; null where not told */
  before: number | null
  after: number | null
}

/** How trust of a side went on from a wave to the next, and under which signals. */
export interface ReplayedStep {
  side: Side | 'both'
  kinds: SignalKind[]
  change: number
}

export interface Replay {
  signals: ReplayedSignal[]
  steps: ReplayedStep[]
}

/**
 * The rules at each published wave of one relationship, with what was known then.
 * @param facts of now; evidence is cut to the moment, owners are left out, for nobody knows who was accountable when
 */
export function replay(
  relationshipId: string,
  facts: Facts,
  thresholds: Thresholds,
  registerDays: readonly Date[],
): Replay {
  const signals: ReplayedSignal[] = []
  const steps: ReplayedStep[] = []
  for (const [place, table] of facts.waves.entries()) {
    const { publishedAt, number: wave } = table.wave
    const then = factsAt(facts, publishedAt, facts.waves.slice(0, place + 1), registerDays)
    const seen = [...evaluateEvidence(then), ...evaluateStudy(then, thresholds)].filter(({ state }) => state === 'seen')
    const next = facts.waves[place + 1]
    for (const { kind, side, word } of seen)
      signals.push({
        ...{ relationshipId, wave, kind, side, word, before: trustOf(table, side) },
        after: next ? trustOf(next, side) : null,
      })
    for (const side of [...SIDES, 'both'] as const) {
      const [before, after] = [trustOf(table, side), next ? trustOf(next, side) : null]
      if (before === null || after === null) continue
      const kinds = seen.filter((one) => one.side === side).map(({ kind }) => kind)
      steps.push({ side, kinds, change: after - before })
    }
  }
  return { signals, steps }
}

function trustOf(table: ResultTable, side: Side | 'both'): number | null {
  return told(table, side, side === 'both' ? 'mutual_trust_mean' : 'trust')?.mean ?? null
}

function factsAt(facts: Facts, at: Date, waves: readonly ResultTable[], registerDays: readonly Date[]): Facts {
  const days = registerDays.filter((day) => day <= at)
  const [since, newest] = [days[0], days.at(-1)]
  return {
    ...{ at, waves, owners: undefined },
    register: since && newest ? { since, newest } : undefined,
    contacts: facts.contacts
      .filter(({ happenedOn }) => happenedOn <= at)
      .map((one) => ({ ...one, resolvedOn: one.resolvedOn && one.resolvedOn <= at ? one.resolvedOn : null })),
    ratings: facts.ratings.filter(({ beganOn }) => beganOn <= at),
    ownerChanges: facts.ownerChanges.filter(({ beganOn }) => beganOn <= at),
    promises: facts.promises
      .filter(({ madeOn }) => madeOn <= at)
      .map((one) => (one.settledAt && one.settledAt > at ? { ...one, outcome: 'open', settledAt: null } : one)),
  }
}

export interface KindSummary {
  kind: SignalKind
  raised: number
  /** of them with trust told then and in the next wave */
  followed: number
  /** mean change of trust until the next wave, in points, where the signal stood and where it did not; null without any */
  withSignal: number | null
  without: number | null
  /** the first less the second, with its Welch interval; null where it is not defined */
  difference: { mean: number; low: number; high: number } | null
}

/** Each signal, and how trust went on. Sides are compared with sides, both together with both together. */
export function summarizeReplay({ signals, steps }: Replay): KindSummary[] {
  return SIGNAL_KINDS.flatMap((kind) => {
    const raised = signals.filter((one) => one.kind === kind)
    if (raised.length === 0) return []
    const isOfBoth = kind === 'gap'
    const own = steps.filter(({ side }) => (side === 'both') === isOfBoth)
    const changes = (has: boolean) =>
      own.filter(({ kinds }) => kinds.includes(kind) === has).map(({ change }) => change)
    const [withSignal, without] = [summarizeSample(changes(true)), summarizeSample(changes(false))]
    const welch = withSignal && without ? welchInterval(withSignal, without) : undefined
    const { difference, low, high } = welch ?? {}
    return [
      {
        ...{ kind, raised: raised.length, followed: withSignal?.n ?? 0 },
        ...{ withSignal: withSignal?.mean ?? null, without: without?.mean ?? null },
        difference:
          difference === undefined || low === undefined || high === undefined ? null : { mean: difference, low, high },
      },
    ]
  })
}
