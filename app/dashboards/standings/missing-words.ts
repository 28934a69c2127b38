import type { TFunction } from 'i18next'
import type { Side } from '#app/trust/scored-response'

/** What a side whose value is withheld lacks: so many answers, or nothing that more answers could give. */
export function missingWords(t: TFunction, side: Side, answered: number, minimum: number): string {
  const needed = minimum - answered
  const name = t(`words.${side}`)
  return needed > 0
    ? t('results.home.missing', { side: name, count: needed })
    : t('results.home.protects', { side: name })
}
