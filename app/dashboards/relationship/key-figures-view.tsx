import { Value } from '#app/dashboards/value'
import { formatPercent } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { isDifference } from '#app/trust/indices'
import { TableFrame } from '#app/ui/table-frame'
import type { HealthPartRow, KeyFigure } from './key-figures'

/** The figures at the top of the page, and what health is made of. */
export function KeyFigures({ figures, health }: { figures: KeyFigure[]; health: HealthPartRow[] }) {
  const { t, i18n } = useTranslation()
  return (
    <>
      <div className="cards">
        {figures.map(({ index, wave, view }) => (
          <div key={index} className="card">
            <p className="quiet">{t(`results.index.${index}`)}</p>
            <p className="figure">
              <Value view={view} isDifference={isDifference(index)} />
            </p>
            <p className="hint">
              {t('results.wave', { number: wave })}
              {view.status === 'released' && view.low !== null && view.high !== null ? (
                <>
                  {', '}
                  <Value view={view} isDifference={isDifference(index)} isFull />
                </>
              ) : null}
            </p>
            <p className="hint">{t(`results.figure.${index}`)}</p>
          </div>
        ))}
      </div>
      {health.length > 0 ? (
        <>
          <h2>{t('results.health.title')}</h2>
          <p className="hint">{t('results.health.help')}</p>
          <TableFrame label={t('results.health.title')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('results.health.part')}</th>
                  <th scope="col" className="number">
                    {t('results.health.weight')}
                  </th>
                  <th scope="col" className="number">
                    {t('results.view-of.buyer')}
                  </th>
                  <th scope="col" className="number">
                    {t('results.view-of.supplier')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {health.map(({ part, weight, buyer, supplier }) => (
                  <tr key={part}>
                    <th scope="row">{t(`results.index.${part}`)}</th>
                    <td className="number">{formatPercent(i18n.language, weight)}</td>
                    <td className="number">
                      <Value view={buyer} isFull />
                    </td>
                    <td className="number">
                      <Value view={supplier} isFull />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        </>
      ) : null}
    </>
  )
}
