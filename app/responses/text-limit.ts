import type { TFunction } from 'i18next'
import { formatNumber } from '#app/i18n/format'

/** How long a text may be, in words; respond.js puts what is left, or too much, behind the second and third. */
export function textLimit(t: TFunction, language: string, maximum: number) {
  return {
    maximum,
    words: t('respond.text.limit', { maximum: formatNumber(language, maximum) }),
    left: t('respond.text.left'),
    over: t('respond.text.over'),
  }
}
