import type { TFunction } from 'i18next'
import { formatNumber } from '#app/i18n/format'
import { FUNCTIONS } from '#app/relationships/functions'
import type { FunctionWeights } from './function-weights'

/** What answers of functions weigh, in a sentence; undefined where all weigh alike. */
export function functionWeightsText(t: TFunction, language: string, weights: FunctionWeights): string | undefined {
  const parts = FUNCTIONS.flatMap((name) => {
    const weight = weights[name]
    return weight === undefined ? [] : [`${t(`words.functions.${name}`)} ${formatNumber(language, weight, 1)}`]
  })
  return parts.length === 0 ? undefined : t('studies.function-weights', { parts: parts.join(' · ') })
}
