import { z } from 'zod'
import { QUALITY_FLAGS } from '#app/responses/quality-flags'
import { COEFFICIENTS, type MeasuredAnswering, type MeasuredScale } from '#app/trust/measured-values'

const value = z.number().nullable()
const reason = z.enum(['few-items', 'no-convergence', 'no-variance']).nullable()
const percent = z.object({ not_applicable: z.number(), cannot_say: z.number(), skipped: z.number() })
const spread = z
  .object({
    groups: z.number(),
    mean: z.number(),
    lowerQuartile: z.number(),
    median: z.number(),
    upperQuartile: z.number(),
  })
  .nullable()

const measuredScale = z.object({
  complete: z.number(),
  relationships: z.number(),
  coefficients: z.record(z.enum(COEFFICIENTS), value),
  noFactorBecause: z.object({ minres: reason, ml: reason }),
  items: z.array(
    z.object({
      ...{ id: z.string(), isReversed: z.boolean(), mean: value, sd: value, itemRest: value },
      ...{ alphaIfDeleted: value, loading: value },
      missing: z.object({ asked: z.number(), percent }).nullable(),
    }),
  ),
  agreement: z.object({ uniform: spread, slightly_skewed: spread }),
})

const measuredAnswering = z.object({ responses: z.number(), flags: z.record(z.enum(QUALITY_FLAGS), z.number()) })

/** What the JSON column of a scale's row holds. @throws for anything else */
export function parseMeasuredScale(json: unknown): MeasuredScale {
  return measuredScale.parse(json)
}

/** What the JSON column of a row about the responses holds. @throws for anything else */
export function parseMeasuredAnswering(json: unknown): MeasuredAnswering {
  return measuredAnswering.parse(json)
}
