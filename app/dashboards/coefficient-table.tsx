import { formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import type { Coefficient, MeasuredScale } from '#app/trust/measured-values'
import { reachesLimit } from '#app/trust/measurement-limits'
import { TableFrame } from '#app/ui/table-frame'

const INTERVALS: Partial<Record<Coefficient, readonly [Coefficient, Coefficient]>> = {
  alpha: ['alpha_low', 'alpha_high'],
  icc1: ['icc1_low', 'icc1_high'],
  icc2: ['icc2_low', 'icc2_high'],
}
const ROWS = [
  ...['alpha', 'alpha_standardized', 'mean_r', 'omega_ml', 'omega_minres', 'composite_reliability', 'ave'],
  ...['cfi', 'tli', 'rmsea', 'srmr', 'fit_p', 'icc1', 'icc1_n0', 'icc2'],
] as Coefficient[]
const OF_FIT: readonly Coefficient[] = ['cfi', 'tli', 'rmsea', 'srmr', 'fit_p']
const OF_GROUPS: readonly Coefficient[] = ['icc1', 'icc1_n0', 'icc2']
const SMALLEST_P = 0.01

interface CoefficientTableProps {
  name: string
  values: MeasuredScale
}

/** All coefficients of a scale: value and interval, what it means, where the usual limit lies and who drew it. */
export function CoefficientTable({ name, values }: CoefficientTableProps) {
  const { t, i18n } = useTranslation()
  const { coefficients } = values
  const number = (value: number) => formatNumber(i18n.language, value, 2)
  const say = (row: Coefficient): string => {
    const value = coefficients[row]
    if (value === null) return t(`measurement.undefined.${whyUndefined(row, values)}`)
    if (row === 'fit_p' && value < SMALLEST_P) return t('measurement.below', { value: number(SMALLEST_P) })
    return number(value)
  }
  return (
    <TableFrame label={t('measurement.coefficients', { name })}>
      <table className="explained">
        <caption>{t('measurement.coefficients', { name })}</caption>
        <thead>
          <tr>
            <th scope="col">{t('measurement.coefficient')}</th>
            <th scope="col" className="number">
              {t('measurement.value')}
            </th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map((row) => {
            const value = coefficients[row]
            const [low, high] = (INTERVALS[row] ?? []).map((end) => coefficients[end])
            const reached = reachesLimit(row, value)
            return (
              <tr key={row}>
                <th scope="row">
                  {t(`measurement.row.${row}.name`)}
                  <p className="hint">{t(`measurement.row.${row}.meaning`)}</p>
                  <p className="hint">{t('measurement.limit', { limit: t(`measurement.row.${row}.limit`) })}</p>
                </th>
                <td className="number">
                  {say(row)}
                  {typeof low === 'number' && typeof high === 'number' ? (
                    <>
                      <br />
                      <span className="quiet">{t('results.interval', { low: number(low), high: number(high) })}</span>
                    </>
                  ) : null}
                  {reached === undefined ? null : (
                    <>
                      <br />
                      <span className={`tag ${reached ? 'good' : 'warn'}`}>
                        {t(reached ? 'measurement.reached' : 'measurement.not-reached')}
                      </span>
                    </>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </TableFrame>
  )
}

function whyUndefined(row: Coefficient, { noFactorBecause, items }: MeasuredScale): string {
  if (OF_GROUPS.includes(row)) return 'few-relationships'
  if (items.length === 1) return 'one-item'
  if (row.startsWith('alpha') || row === 'mean_r') return 'no-variance'
  const reason = row === 'omega_minres' ? noFactorBecause.minres : noFactorBecause.ml
  if (reason) return reason
  return OF_FIT.includes(row) && items.length === 3 ? 'just-identified' : 'no-variance'
}
