import { FUNCTIONS } from '#app/relationships/functions'

export type FunctionName = (typeof FUNCTIONS)[number]

/**
 * What an answer of somebody in a function weighs, beside 1 for all that are not in it. Only where answers are seen by company
 * name: elsewhere a weighted mean beside an unweighted one of the same people would tell of single functions.
 */
export type FunctionWeights = Readonly<Partial<Record<FunctionName, number>>>

/** No function counts for nothing, and none drowns the others. */
export const FUNCTION_WEIGHT_LIMITS = { least: 0.3, most: 3 } as const

/** The weights as a study or wave keeps them; without those that are 1. @throws RangeError for weights that no form can have sent */
export function functionWeights(stored: unknown): FunctionWeights {
  const own = Object.entries((stored ?? {}) as Record<string, unknown>).map(([name, weight]) => {
    const known = FUNCTIONS.find((one) => one === name)
    const { least, most } = FUNCTION_WEIGHT_LIMITS
    if (!known || typeof weight !== 'number' || !(weight >= least && weight <= most))
      throw new RangeError('the weights of functions are not ones that a study can have')
    return [known, weight] as const
  })
  return Object.fromEntries(own.filter(([, weight]) => weight !== 1))
}

/** Responses with what each weighs; the same ones where all weigh alike. */
export function weighResponses<Response extends { function: string }>(
  responses: Response[],
  weights: FunctionWeights,
): (Response & { weight?: number })[] {
  if (Object.keys(weights).length === 0) return responses
  const weightOf: Readonly<Record<string, number>> = weights
  return responses.map((response) => ({ ...response, weight: weightOf[response.function] ?? 1 }))
}
