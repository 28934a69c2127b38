import { directionOf } from '#app/i18n/direction'
import { formatNumber, formatPercent } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { ITEM_MISSING, type MeasuredScale, NULL_MODELS } from '#app/trust/measured-values'
import { AGREEMENT_GRADES } from '#app/trust/measurement-limits'
import { SpreadStrip } from '#app/ui/spread-strip'
import { TableFrame } from '#app/ui/table-frame'
import { CoefficientTable } from './coefficient-table'
import type { Told } from './measurement-view'
import { Withheld } from './withheld'

interface MeasuredScaleCardProps {
  construct: string
  told: Told<MeasuredScale> | 'withheld'
  /** of means and standard deviations: as many as are told */
  pointDigits: number
}

/** One scale in full: coefficients, items, agreement within relationships. */
export function MeasuredScaleCard({ construct, told, pointDigits }: MeasuredScaleCardProps) {
  const { t, i18n } = useTranslation()
  const name = t(`results.index.${construct}`, { defaultValue: construct })
  if (told === 'withheld')
    return (
      <section className="card" id="scale">
        <h2>{name}</h2>
        <p>
          <Withheld />
        </p>
        <p className="hint">{t('measurement.withheld-why')}</p>
      </section>
    )
  const { complete, relationships } = told.values
  const whole = (value: number) => formatNumber(i18n.language, value)
  return (
    <section className="card" id="scale">
      <h2>{name}</h2>
      <p>
        {t('measurement.behind', {
          ...{ people: whole(told.n), responses: whole(complete), relationships: whole(relationships) },
        })}
      </p>
      <CoefficientTable name={name} values={told.values} />
      <ItemTable name={name} values={told.values} pointDigits={pointDigits} />
      <Agreement name={name} values={told.values} />
    </section>
  )
}

interface PartProps {
  name: string
  values: MeasuredScale
}

function ItemTable({ name, values: { items }, pointDigits }: PartProps & { pointDigits: number }) {
  const { t, i18n } = useTranslation()
  const number = (value: number | null, digits: number) =>
    value === null ? '–' : formatNumber(i18n.language, value, digits)
  return (
    <>
      <h3>{t('measurement.items')}</h3>
      <p className="hint">{t('measurement.items-text')}</p>
      <TableFrame label={`${t('measurement.items')}: ${name}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('measurement.item')}</th>
              {(['mean', 'sd', 'item-rest', 'if-deleted', 'loading'] as const).map((column) => (
                <th key={column} scope="col" className="number">
                  {t(`measurement.column.${column}`)}
                </th>
              ))}
              {ITEM_MISSING.map((reason) => (
                <th key={reason} scope="col" className="number">
                  {t(`measurement.missing.${reason}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map(({ id, isReversed, mean, sd, itemRest, alphaIfDeleted, loading, missing }) => (
              <tr key={id}>
                <th scope="row">
                  <bdi>{id}</bdi> {isReversed ? <span className="tag">{t('measurement.reversed')}</span> : null}
                </th>
                {[mean, sd].map((value, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change
                  <td key={column} className="number">
                    {mean === null ? <Withheld /> : number(value, pointDigits)}
                  </td>
                ))}
                <td className="number">{number(itemRest, 2)}</td>
                <td className="number">{number(alphaIfDeleted, 2)}</td>
                <td className="number">{number(loading, 2)}</td>
                {ITEM_MISSING.map((reason) => (
                  <td key={reason} className="number">
                    {missing ? formatPercent(i18n.language, missing.percent[reason], pointDigits - 1) : <Withheld />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </>
  )
}

function Agreement({ name, values: { agreement } }: PartProps) {
  const { t, i18n } = useTranslation()
  const number = (value: number, digits = 2) => formatNumber(i18n.language, value, digits)
  const { uniform } = agreement
  const columns = ['groups', 'mean', 'lowerQuartile', 'median', 'upperQuartile'] as const
  return (
    <>
      <h3>{t('measurement.agreement.title')}</h3>
      <p className="hint">{t('measurement.agreement.text')}</p>
      {uniform ? (
        <SpreadStrip
          {...uniform}
          description={t('measurement.agreement.picture', {
            ...{ low: number(uniform.lowerQuartile), high: number(uniform.upperQuartile) },
            median: number(uniform.median),
          })}
          borders={AGREEMENT_GRADES.map(({ from }) => from)}
          direction={directionOf(i18n.language)}
          format={(value) => number(value, value === 0 || value === 1 ? 0 : 1)}
        />
      ) : (
        <p>{t('measurement.agreement.few')}</p>
      )}
      {uniform ? (
        <TableFrame label={`${t('measurement.agreement.title')}: ${name}`}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('measurement.agreement.model')}</th>
                {columns.map((column) => (
                  <th key={column} scope="col" className="number">
                    {t(`measurement.agreement.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {NULL_MODELS.map((model) => {
                const spread = agreement[model]
                return (
                  <tr key={model}>
                    <th scope="row">{t(`measurement.agreement.null.${model}`)}</th>
                    {columns.map((column) => (
                      <td key={column} className="number">
                        {spread ? number(spread[column], column === 'groups' ? 0 : 2) : '–'}
                      </td>
                    ))}
                  </tr>
                )
              })}
            </tbody>
          </table>
        </TableFrame>
      ) : null}
      <p className="hint">
        {t('measurement.agreement.grades')}{' '}
        {AGREEMENT_GRADES.map(({ id, from }) => t(`measurement.agreement.grade.${id}`, { from: number(from) })).join(
          ' · ',
        )}
      </p>
    </>
  )
}
