import type { TimeAssumptions, TimeCost } from '#app/dashboards/relationship/time-cost'
import { formatMoney, formatNumber, formatPercent } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'

interface TimeSentencesProps {
  costs: TimeCost[]
  assumed: TimeAssumptions
  /** three letters */
  currency: string
}

/** What the unproductive share of the time together costs, side by side, with what is assumed for it. */
export function TimeSentences({ costs, assumed, currency }: TimeSentencesProps) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const number = (value: number) => formatNumber(language, Math.round(value))
  const amount = (value: number) => formatMoney(language, value, currency)
  return (
    <section>
      <h2>{t('results.time-cost.title')}</h2>
      {costs.length === 0 ? (
        <p>{t('results.time-cost.none')}</p>
      ) : (
        <>
          <ul>
            {costs.map(({ side, share, hours, money, hoursAbove, moneyAbove }) => (
              <li key={side}>
                {t('reports.time.cost', {
                  side: t(`words.${side}`),
                  share: formatPercent(language, share),
                  ...{ hours: number(hours), money: amount(money) },
                })}{' '}
                {hoursAbove > 0
                  ? t('reports.time.above', {
                      reference: formatPercent(language, assumed.reference),
                      ...{ hours: number(hoursAbove), money: amount(moneyAbove) },
                    })
                  : null}
              </li>
            ))}
          </ul>
          <p className="quiet">
            {t('reports.time.assumed', {
              people: number(assumed.people),
              hours: formatNumber(language, assumed.hours),
              rate: amount(assumed.rate),
            })}
          </p>
        </>
      )}
    </section>
  )
}
