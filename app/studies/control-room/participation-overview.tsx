import { formatNumber, formatPercent } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import type { ToldCounts, ToldParticipation } from './participation'
import { Told } from './told'

/** How far people are in all and on each side. */
export function ParticipationOverview({ total, sides }: Pick<ToldParticipation, 'total' | 'sides'>) {
  const { t, i18n } = useTranslation()
  const groups: [string, ToldCounts][] = [
    [t('control.everybody'), total],
    [t('words.buyer'), sides.buyer],
    [t('words.supplier'), sides.supplier],
  ]
  const tell = (count: number) => formatNumber(i18n.language, count)
  const share = (count: number, of: number) => (of > 0 ? ` (${formatPercent(i18n.language, (100 * count) / of)})` : '')
  return (
    <TableFrame label={t('control.overview')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('control.group')}</th>
            {(
              [
                ...(['people', 'delivered', 'bounced', 'unwanted', 'opened'] as const),
                ...(['questionnaires', 'started', 'submitted'] as const),
              ] as const
            ).map((name) => (
              <th key={name} scope="col" className="number">
                {t(`control.column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(([name, { people, delivered, bounced, questionnaires, progress }]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="number">{tell(people)}</td>
              <td className="number">{tell(delivered)}</td>
              <td className="number">{tell(bounced)}</td>
              <Told value={progress?.unwanted} />
              <Told value={progress?.opened} />
              <td className="number">{tell(questionnaires)}</td>
              <Told value={progress?.started} />
              <Told value={progress?.submitted} more={progress && share(progress.submitted, questionnaires)} />
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
