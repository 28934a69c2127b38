import { Form } from '@remix-run/react'
import { formatMoney, formatNumber, formatPercent } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import { MOST_ASSUMED, REFERENCE_SHARE, type TimeAssumptions, type TimeCost } from './time-cost'

interface TimeCostProps {
  costs: TimeCost[]
  assumed: TimeAssumptions
  /** three letters */
  currency: string
}

/** What the unproductive share of the time together costs, under assumptions that the reader can change. */
export function TimeCostView({ costs, assumed, currency }: TimeCostProps) {
  const { t, i18n } = useTranslation()
  const tell = {
    hours: (value: number) => formatNumber(i18n.language, Math.round(value)),
    money: (value: number) => formatMoney(i18n.language, value, currency),
  }
  const columns = [
    ['hours', tell.hours],
    ['money', tell.money],
    ['hoursAbove', tell.hours],
    ['moneyAbove', tell.money],
  ] as const
  return (
    <section id="time-cost">
      <h2>{t('results.time-cost.title')}</h2>
      <p className="hint">
        {t('results.time-cost.help', { reference: formatPercent(i18n.language, REFERENCE_SHARE) })}
      </p>
      <Form method="get" className="actions" preventScrollReset>
        {(['people', 'hours', 'rate', 'reference'] as const).map((name) => (
          <label key={name} htmlFor={`assumed-${name}`}>
            {t(`results.time-cost.assumed.${name}`, { currency })}
            <input
              id={`assumed-${name}`}
              name={name}
              type="number"
              min={0}
              max={MOST_ASSUMED[name]}
              step="any"
              className="short"
              defaultValue={assumed[name]}
            />
          </label>
        ))}
        <button type="submit" className="second">
          {t('results.time-cost.compute')}
        </button>
      </Form>
      {costs.length === 0 ? (
        <p className="empty">{t('results.time-cost.none')}</p>
      ) : (
        <TableFrame label={t('results.time-cost.title')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('results.side')}</th>
                {(['share', 'hours', 'money', 'hoursAbove', 'moneyAbove'] as const).map((name) => (
                  <th key={name} scope="col" className="number">
                    {t(`results.time-cost.column.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {costs.map(({ side, share, ...cost }) => (
                <tr key={side}>
                  <th scope="row">{t(`words.${side}`)}</th>
                  <td className="number">{formatPercent(i18n.language, share)}</td>
                  {columns.map(([name, show]) => (
                    <td key={name} className="number">
                      {show(cost[name])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </section>
  )
}
