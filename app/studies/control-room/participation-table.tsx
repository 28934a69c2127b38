import { Link } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import type { ParticipationRow, SortKey, TableChoice } from './participation-rows'
import { Told } from './told'

interface ParticipationTableProps {
  studyId: string
  waveId: string
  rows: ParticipationRow[]
  choice: TableChoice
  /** whether results of single relationships are shown at all, so that answers can be lacking */
  hasMinimum: boolean
  /** of the page's address: sorting keeps the search */
  parameters: URLSearchParams
}

const COLUMNS: (SortKey | 'side' | 'needed')[] = [
  ...(['code', 'side', 'people', 'delivered', 'bounced', 'unwanted', 'opened', 'started', 'submitted'] as const),
  ...(['needed', 'candidates'] as const),
]

/** One row for each side of each relationship. */
export function ParticipationTable(props: ParticipationTableProps) {
  const { studyId, waveId, rows, hasMinimum } = props
  const { t, i18n } = useTranslation()
  const tell = (count: number) => formatNumber(i18n.language, count)
  const columns = COLUMNS.filter((name) => hasMinimum || name !== 'needed')
  return (
    <TableFrame label={t('control.table')}>
      <table className="counts">
        <caption className="visually-hidden">{t('control.table')}</caption>
        <thead>
          <tr>
            {columns.map((name) => (
              <Head key={name} {...props} name={name} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.relationshipId} ${row.side}`}>
              <th scope="row">
                <Link to={paths.relationship(row.relationshipId)} title={row.code}>
                  <bdi>{row.buyerName}</bdi> – <bdi>{row.supplierName}</bdi>
                </Link>
              </th>
              <td>{t(`words.${row.side}`)}</td>
              <td className="number">{tell(row.people)}</td>
              <td className="number">{tell(row.delivered)}</td>
              <td className="number">{tell(row.bounced)}</td>
              <Told value={row.progress?.unwanted} />
              <Told value={row.progress?.opened} />
              <Told value={row.progress?.started} />
              <Told value={row.progress?.submitted} />
              {hasMinimum ? (
                <td>
                  <Needed row={row} />
                </td>
              ) : null}
              <td>
                {row.candidates > 0 ? (
                  <Link
                    to={paths.whoElse(studyId, waveId, row.relationshipId, row.side)}
                    aria-label={t('control.who-else-of', { code: row.code, side: t(`words.${row.side}`) })}
                  >
                    {t('control.who-else', { count: row.candidates })}
                  </Link>
                ) : (
                  <span className="quiet">{tell(0)}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

/** What lacks until results of this side can be shown. */
function Needed({ row: { needed, missingPeople } }: { row: ParticipationRow }) {
  const { t } = useTranslation()
  if (missingPeople > 0)
    return <span className="tag warn">{t('control.missing-people', { count: missingPeople })}</span>
  if (needed === undefined) return <span className="quiet">{t('control.withheld')}</span>
  return needed === 0 ? (
    <span className="tag good">{t('control.enough')}</span>
  ) : (
    <span className="tag">{t('control.needed', { count: needed })}</span>
  )
}

function Head({ name, choice, parameters }: ParticipationTableProps & { name: SortKey | 'side' | 'needed' }) {
  const { t } = useTranslation()
  const words = t(`control.column.${name === 'code' ? 'relationship' : name}`)
  const isNumber = !['code', 'side', 'needed', 'candidates'].includes(name)
  const className = isNumber ? 'number' : undefined
  // what lacks is sorted by “behind”, which puts people who are to be found first before answers that wait
  const key = name === 'needed' ? 'behind' : name
  if (key === 'side')
    return (
      <th scope="col" className={className}>
        {words}
      </th>
    )
  const isSorted = choice.sort === key
  const to = new URLSearchParams(parameters)
  to.set('sort', key)
  const isFirstDescending = key !== 'code'
  to.set('order', (isSorted ? !choice.isDescending : isFirstDescending) ? 'desc' : 'asc')
  to.delete('page')
  return (
    <th
      scope="col"
      className={className}
      aria-sort={isSorted ? (choice.isDescending ? 'descending' : 'ascending') : undefined}
    >
      <Link to={`?${to}`}>
        {words}
        {isSorted ? (choice.isDescending ? ' ▼' : ' ▲') : ''}
      </Link>
    </th>
  )
}
