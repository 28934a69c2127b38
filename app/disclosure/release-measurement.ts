import type {
  AgreementSpread,
  Coefficient,
  MeasuredAnswering,
  MeasuredItem,
  MeasuredScale,
} from '#app/trust/measured-values'
import { COEFFICIENTS, NULL_MODELS } from '#app/trust/measured-values'
import type { Side } from '#app/trust/scored-response'
import { parseMeasuredAnswering, parseMeasuredScale } from './measured-values-schema'
import { type DisclosurePolicy, isPolicy, measurementMinimum } from './policy'
import { WITHHELD_REASONS, type WithheldReason } from './release'
import { bandOf } from './round-value'

/** As in release.ts: matched by nothing but itself, and only the cast in `seal` makes one. */
declare class Seal {
  private readonly measuredByDisclosure: true
}

export interface MeasurementPlace {
  /** empty for the responses themselves */
  construct: string
  side: Side
  /** empty for all together */
  language: string
}

interface Told {
  status: 'released'
  /** different people */
  n: number
  /** where it is given, n is a band, from n to this */
  nTo: number | undefined
}
interface Untold {
  status: 'withheld'
  reason: WithheldReason
}

type OpenScale = MeasurementPlace & Told & { kind: 'scale'; values: MeasuredScale }
type OpenAnswering = MeasurementPlace & Told & { kind: 'answering'; values: MeasuredAnswering }
type Closed = MeasurementPlace & Untold

/** How well a scale measured, or how responses were answered, as it may be seen: narrow by `status`, then by `kind`. */
export type ReleasedMeasurement =
  | (Readonly<OpenScale> & Seal)
  | (Readonly<OpenAnswering> & Seal)
  | (Readonly<Closed> & Seal)

/** Coefficients of what sides of relationships differ by. */
const NO_GROUPS = Object.fromEntries(
  COEFFICIENTS.filter((name) => name.startsWith('icc')).map((name) => [name, null]),
) as Partial<Record<Coefficient, null>>

/** A spread over fewer relationships would show single ones. */
const FEWEST_GROUPS = 10

const sealed = new WeakSet<object>()

function seal(row: OpenScale | OpenAnswering | Closed): ReleasedMeasurement {
  Object.freeze(row)
  sealed.add(row)
  return row as ReleasedMeasurement
}

/** Whether this very object came out of this file: the check behind the type, for run time. */
export function isReleasedMeasurement(row: unknown): row is ReleasedMeasurement {
  return typeof row === 'object' && row !== null && sealed.has(row)
}

interface ScaleToRelease {
  place: MeasurementPlace
  /** of suppression over all languages; the minimum is checked here once more */
  decision: 'released' | WithheldReason
  /** whether suppression lets the missing answers be told, behind which stand also those who answered in part */
  tellsMissing: boolean
  /** whether what sides differ by may be told: less what they tell themselves, it must not be that of a few people */
  tellsGroups: boolean
  people: number
  values: MeasuredScale | undefined
}

/** @throws RangeError for a policy that nobody can have been promised */
export function releaseScale(
  { place, decision, tellsMissing, tellsGroups, people, values }: ScaleToRelease,
  policy: DisclosurePolicy,
): ReleasedMeasurement {
  const problem = problemOf(decision, people, policy)
  if (problem || !values) return seal({ ...place, status: 'withheld', reason: problem ?? 'minimum' })
  const { agreement, items, coefficients } = values
  // means of items are sums over all answers of a side: less what is told of relationships and groups, they would
  // tell of those that are withheld
  const tellsMeans = policy.audience === 'attributed'
  return seal({
    ...{ ...place, kind: 'scale', status: 'released', ...toldCount(people, policy) },
    values: roundScale(
      {
        ...values,
        coefficients: tellsGroups ? coefficients : { ...coefficients, ...NO_GROUPS },
        items: items.map((item) => ({
          ...item,
          ...(tellsMeans ? {} : { mean: null, sd: null }),
          ...(tellsMissing ? {} : { missing: null }),
        })),
        agreement: { uniform: spread(agreement.uniform), slightly_skewed: spread(agreement.slightly_skewed) },
      },
      policy,
    ),
  })
}

interface AnsweringToRelease {
  place: MeasurementPlace
  decision: 'released' | WithheldReason
  people: number
  values: MeasuredAnswering
}

/** @throws RangeError for a policy that nobody can have been promised */
export function releaseAnswering(
  { place, decision, people, values }: AnsweringToRelease,
  policy: DisclosurePolicy,
): ReleasedMeasurement {
  const reason = problemOf(decision, people, policy)
  if (reason) return seal({ ...place, status: 'withheld', reason })
  const { responses, flags } = values
  // signs are counted over the whole wave elsewhere: less those of one side, they would tell of the other
  if (policy.audience !== 'attributed') return seal({ ...place, status: 'withheld', reason: 'complement' })
  return seal({
    ...{ ...place, kind: 'answering', status: 'released', ...toldCount(people, policy) },
    values: { responses, flags: { ...flags } },
  })
}

function problemOf(
  decision: 'released' | WithheldReason,
  people: number,
  policy: DisclosurePolicy,
): WithheldReason | undefined {
  if (!isPolicy(policy)) throw new RangeError('Not a confidentiality promise that a study can have made')
  if (decision !== 'released') return decision
  return people < measurementMinimum(policy) ? 'minimum' : undefined
}

function toldCount(people: number, policy: DisclosurePolicy) {
  return policy.audience === 'attributed' ? { n: people, nTo: undefined } : bandOf(people, measurementMinimum(policy))
}

const spread = (value: AgreementSpread | null) => (value && value.groups >= FEWEST_GROUPS ? value : null)

/** Two digits of coefficients, whole percents, no points (`releaseScale` keeps them back); exact where people agreed to be seen by company. */
function roundScale(values: MeasuredScale, { audience }: DisclosurePolicy): MeasuredScale {
  if (audience === 'attributed') return values
  const { coefficients, items, agreement } = values
  return {
    ...values,
    coefficients: Object.fromEntries(COEFFICIENTS.map((name) => [name, round(coefficients[name], 2)])) as Record<
      Coefficient,
      number | null
    >,
    items: items.map(
      (item): MeasuredItem => ({
        ...item,
        itemRest: round(item.itemRest, 2),
        alphaIfDeleted: round(item.alphaIfDeleted, 2),
        loading: round(item.loading, 2),
        missing: item.missing && {
          asked: item.missing.asked,
          percent: {
            not_applicable: round(item.missing.percent.not_applicable, 0),
            cannot_say: round(item.missing.percent.cannot_say, 0),
            skipped: round(item.missing.percent.skipped, 0),
          },
        },
      }),
    ),
    agreement: Object.fromEntries(
      NULL_MODELS.map((model) => [model, agreement[model] && roundSpread(agreement[model])]),
    ) as MeasuredScale['agreement'],
  }
}

function roundSpread({ groups, mean, lowerQuartile, median, upperQuartile }: AgreementSpread): AgreementSpread {
  const [a, b, c, d] = [round(mean, 2), round(lowerQuartile, 2), round(median, 2), round(upperQuartile, 2)]
  return { groups, mean: a, lowerQuartile: b, median: c, upperQuartile: d }
}

function round<Value extends number | null>(value: Value, digits: number): Value {
  const scale = 10 ** digits
  return (value === null ? null : Math.round(value * scale) / scale + 0) as Value
}

/** A row of the table of measurements, as the database gives it back. */
export interface StoredMeasurement {
  construct: string
  side: string
  language: string
  status: string
  reason: string | null
  n: number | null
  nTo: number | null
  values: unknown
}

/**
 * What publication stored, read back. Only the reader of the table of measurements may call this.
 *
 * Throws for a row that this file cannot have made.
 */
export function fromMeasurementStore(rows: readonly StoredMeasurement[]): ReleasedMeasurement[] {
  return rows.map((row) => {
    const { construct, side, language, status, n, values } = row
    if (side !== 'buyer' && side !== 'supplier') throw new Error('A stored measurement has an unknown side')
    const place = { construct, side, language } as const
    const reason = WITHHELD_REASONS.find((known) => known === row.reason)
    if (status === 'withheld' && reason && n === null && values === null) return seal({ ...place, status, reason })
    if (status !== 'released' || row.reason !== null || n === null)
      throw new Error('A stored measurement is neither released nor withheld')
    const told = { ...place, status, n, nTo: row.nTo ?? undefined } as const
    return construct === ''
      ? seal({ ...told, kind: 'answering', values: parseMeasuredAnswering(values) })
      : seal({ ...told, kind: 'scale', values: parseMeasuredScale(values) })
  })
}
