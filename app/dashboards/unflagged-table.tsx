import { formatDifference } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import type { UnflaggedRow } from './unflagged-rows'
import { Value } from './value'

/** How much the flagged responses move each index of one wave. */
export function UnflaggedTable({ rows }: { rows: UnflaggedRow[] }) {
  const { t, i18n } = useTranslation()
  if (rows.length === 0) return <p className="empty">{t('exports.unflagged.none')}</p>
  return (
    <TableFrame label={t('exports.unflagged.title')}>
      <table>
        <caption className="visually-hidden">{t('exports.unflagged.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('results.index-head')}</th>
            <th scope="col">{t('results.side')}</th>
            {(['all', 'without', 'difference'] as const).map((name) => (
              <th key={name} scope="col" className="number">
                {t(`exports.unflagged.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ side, index, all, unflagged, difference }) => (
            <tr key={`${side} ${index}`}>
              <th scope="row">{t(`results.index.${index}`)}</th>
              <td>{t(`words.${side}`)}</td>
              <td className="number">
                <Value view={all} isFull />
              </td>
              <td className="number">
                <Value view={unflagged} isFull />
              </td>
              <td className="number">{difference === null ? '–' : formatDifference(i18n.language, difference, 1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
