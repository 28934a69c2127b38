import { useTranslation } from '#app/i18n/use-translation'
import { INDEX_PLACES, isDifference } from '#app/trust/indices'
import { TableFrame } from '#app/ui/table-frame'
import type { WaveValues } from './relationship-history'
import { Value } from './value'

/** Every index of a relationship in every wave, with interval and n; the same data as the charts. */
export function HistoryTable({ history }: { history: WaveValues[] }) {
  const { t } = useTranslation()
  return (
    <TableFrame label={t('results.all-values')}>
      <table>
        <caption className="visually-hidden">{t('results.all-values')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('results.index-head')}</th>
            <th scope="col">{t('results.side')}</th>
            {history.map(({ wave }) => (
              <th key={wave} scope="col" className="number">
                {t('results.wave', { number: wave })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('results.answered')}</th>
            <td>{t('results.both')}</td>
            {history.map(({ wave, participation: { buyer, supplier } }) => (
              <td key={wave} className="number">
                {t('results.answered-of', {
                  answered: buyer.answered + supplier.answered,
                  invited: buyer.invited + supplier.invited,
                })}
              </td>
            ))}
          </tr>
          {INDEX_PLACES.filter(({ side, index }) => history.some(({ values }) => values[`${side}.${index}`])).map(
            ({ side, index }) => (
              <tr key={`${side}.${index}`}>
                <th scope="row">{t(`results.index.${index}`)}</th>
                <td>{t(side === 'both' ? 'results.both' : `words.${side}`)}</td>
                {history.map(({ wave, values }) => {
                  const view = values[`${side}.${index}`]
                  return (
                    <td key={wave} className="number">
                      {view ? <Value view={view} isDifference={isDifference(index)} isFull /> : '–'}
                    </td>
                  )
                })}
              </tr>
            ),
          )}
        </tbody>
      </table>
    </TableFrame>
  )
}
