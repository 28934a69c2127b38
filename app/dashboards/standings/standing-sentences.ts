import type { TFunction } from 'i18next'
import { formatNumber, formatPercent } from '#app/i18n/format'
import type { StandingSummary } from './read-standings.server'

export interface StandingNews {
  study: { minimum: number; showsOnlyPools: boolean }
  summary: StandingSummary
  /** signals raised and cleared since the wave was published; undefined for who sees none */
  since: { raised: number; cleared: number } | undefined
}

/** What changed since the wave before, in sentences with their numbers. */
export function standingSentences(t: TFunction, language: string, { study, summary, since }: StandingNews): string[] {
  const number = (value: number) => formatNumber(language, value)
  const rate = (answered: number, invited: number) =>
    invited > 0 ? formatPercent(language, (100 * answered) / invited) : '–'
  return [
    summary.told > 0 && summary.meanTrust !== null
      ? t('results.home.since.trust', {
          mean: number(summary.meanTrust),
          told: number(summary.told),
          all: number(summary.relationships),
        })
      : t('results.home.since.no-trust'),
    ...(summary.movedTold > 0
      ? [
          t('results.home.since.moved', {
            fell: number(summary.fell),
            rose: number(summary.rose),
            told: number(summary.movedTold),
          }),
        ]
      : []),
    ...(since
      ? [t('results.home.since.signals', { raised: number(since.raised), cleared: number(since.cleared) })]
      : []),
    summary.invitedBefore > 0
      ? t('results.home.since.response-before', {
          now: rate(summary.answered, summary.invited),
          before: rate(summary.answeredBefore, summary.invitedBefore),
        })
      : t('results.home.since.response', { now: rate(summary.answered, summary.invited) }),
    ...(summary.withheldSides > 0 && !study.showsOnlyPools
      ? [
          t('results.home.since.withheld', {
            sides: number(summary.withheldSides),
            short: number(summary.shortSides),
            minimum: number(study.minimum),
          }),
        ]
      : []),
  ]
}
