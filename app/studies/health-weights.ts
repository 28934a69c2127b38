/** What relationship health is made of; of unproductive time, what is left to 100 counts. */
export const HEALTH_PARTS = ['trust', 'promise_keeping', 'information', 'continuity', 'voice', 'unproductive'] as const
export type HealthPart = (typeof HEALTH_PARTS)[number]

/** How much each part weighs, in whole percent, together 100. */
export type HealthWeights = Readonly<Record<HealthPart, number>>

export const USUAL_HEALTH_WEIGHTS: HealthWeights = {
  ...{ trust: 30, promise_keeping: 15, information: 15, continuity: 15, voice: 10, unproductive: 15 },
}

/** The weights as a study keeps them; the usual ones where it keeps none. @throws for weights that no form can have sent */
export function healthWeights(stored: unknown): HealthWeights {
  const own = (stored ?? {}) as Partial<Record<string, unknown>>
  if (Object.keys(own).length === 0) return USUAL_HEALTH_WEIGHTS
  const weights = Object.fromEntries(HEALTH_PARTS.map((part) => [part, own[part]]))
  const values = Object.values(weights).map(Number)
  if (values.some((value) => !(value >= 0)) || values.reduce((sum, value) => sum + value, 0) !== 100)
    throw new RangeError('the weights of relationship health do not make 100')
  return weights as HealthWeights
}
