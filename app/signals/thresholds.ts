import { z } from 'zod'

/** Where signals begin, as a study keeps it. Days, waves, points (0–100) and percent. */
export const THRESHOLDS = {
  /** so long, or for so many waves, no complaint and no concern: silence looks closer */
  silenceDays: { usual: 180, least: 14, most: 1000 },
  silenceWaves: { usual: 2, least: 1, most: 12 },
  /** voice below so many points is not candid */
  voiceBelow: { usual: 50, least: 1, most: 100 },
  /** nobody was in touch for longer than so many days: not contacted */
  talkDays: { usual: 92, least: 7, most: 1000 },
  /** points by which attention fell since the last wave */
  attentionFall: { usual: 15, least: 1, most: 100 },
  promisesBelow: { usual: 40, least: 1, most: 100 },
  gapFrom: { usual: 15, least: 1, most: 100 },
  /** agreement within a side, in percent of full agreement (r_wg × 100) */
  agreementBelow: { usual: 50, least: 1, most: 99 },
  hagglingFrom: { usual: 45, least: 1, most: 100 },
  responseBelow: { usual: 30, least: 1, most: 100 },
  financeBelow: { usual: 40, least: 1, most: 100 },
} as const
export type ThresholdName = keyof typeof THRESHOLDS
export type Thresholds = Readonly<Record<ThresholdName, number>>

export const THRESHOLD_NAMES = Object.keys(THRESHOLDS) as ThresholdName[]

export const USUAL_THRESHOLDS = Object.fromEntries(
  THRESHOLD_NAMES.map((name) => [name, THRESHOLDS[name].usual]),
) as Thresholds

const error = 'signals.error.threshold'

export const thresholdsSchema = z.object(
  Object.fromEntries(
    THRESHOLD_NAMES.map((name) => {
      const { least, most } = THRESHOLDS[name]
      return [name, z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error })]
    }),
  ) as Record<ThresholdName, z.ZodNumber>,
)

/** The thresholds as a study keeps them; a name that it does not keep has the usual value. */
export function readThresholds(stored: unknown): Thresholds {
  return thresholdsSchema.parse({ ...USUAL_THRESHOLDS, ...(stored as object | null) })
}
