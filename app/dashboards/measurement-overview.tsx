import { Link } from '@remix-run/react'
import { formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import type { MeasurementView } from './measurement-view'
import { Withheld } from './withheld'

const SHOWN = ['alpha', 'omega_ml', 'composite_reliability', 'ave', 'icc1', 'icc2'] as const

interface MeasurementOverviewProps {
  view: MeasurementView
  /** address of the page with this scale in full */
  toConstruct: (construct: string) => string
}

/** Every scale in one row. */
export function MeasurementOverview({ view: { scales, chosen }, toConstruct }: MeasurementOverviewProps) {
  const { t, i18n } = useTranslation()
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : formatNumber(i18n.language, value, 2)
  return (
    <TableFrame label={t('measurement.overview')}>
      <table className="portfolio">
        <caption>{t('measurement.overview')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('measurement.construct')}</th>
            <th scope="col" className="number">
              {t('measurement.people')}
            </th>
            {SHOWN.map((name) => (
              <th key={name} scope="col" className="number">
                {t(`measurement.row.${name}.name`)}
              </th>
            ))}
            <th scope="col" className="number">
              {t('measurement.agreement.median-short')}
            </th>
          </tr>
        </thead>
        <tbody>
          {scales.map(({ construct, told }) => (
            <tr key={construct}>
              <th scope="row">
                <Link to={toConstruct(construct)} aria-current={construct === chosen ? 'true' : undefined}>
                  {t(`results.index.${construct}`, { defaultValue: construct })}
                </Link>
              </th>
              {told === 'withheld' ? (
                <td colSpan={SHOWN.length + 2}>
                  <Withheld />
                </td>
              ) : (
                <>
                  <td className="number">{formatNumber(i18n.language, told.n)}</td>
                  {SHOWN.map((name) => (
                    <td key={name} className="number">
                      {number(told.values.coefficients[name])}
                    </td>
                  ))}
                  <td className="number">{number(told.values.agreement.uniform?.median)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
