import { formatMoment } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import type { PlanChange } from './compare-plans'
import type { PlannedWave } from './rhythm'

export interface PlanPreviewProps {
  change: PlanChange
  timeZone: string
  /** whether waves come at all */
  active: boolean
  /** whether something else was shown before */
  isAgain: boolean
}

/** More would not be read; the calendar shows them all. */
const MOST_ROWS = 12

/** What a rhythm would change, before it does. */
export function PlanPreview({ change, timeZone, active, isAgain }: PlanPreviewProps) {
  const { t, i18n } = useTranslation()
  const tell = (moment: Date) => formatMoment(i18n.language, moment, timeZone)
  const rows = rowsOf(change)
  return (
    <div className="card">
      <h2 id="preview">{t('rhythm.preview.title')}</h2>
      {isAgain ? (
        <p className="notice warn" role="alert">
          {t('rhythm.preview.again')}
        </p>
      ) : null}
      {active ? null : <p>{t('rhythm.preview.stops')}</p>}
      {rows.length === 0 ? (
        <p>{t('rhythm.preview.nothing')}</p>
      ) : (
        <TableFrame label={t('rhythm.preview.title')}>
          <table>
            <thead>
              <tr>
                {(['change', 'wave', 'opens', 'closes'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(`rhythm.preview.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, MOST_ROWS).map(({ kind, wave, before }) => (
                <tr key={`${kind} ${wave.kind} ${wave.slot}`}>
                  <td>
                    <span className={`tag ${TAGS[kind]}`}>{t(`rhythm.preview.${kind}`)}</span>
                  </td>
                  <td>{t(`rhythm.kind.${wave.kind}`)}</td>
                  <td>
                    {tell(wave.opensAt)}
                    {before ? (
                      <>
                        <br />
                        <span className="quiet">{t('rhythm.preview.was', { date: tell(before.opensAt) })}</span>
                      </>
                    ) : null}
                  </td>
                  <td>{tell(wave.closesAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      {rows.length > MOST_ROWS ? <p>{t('rhythm.preview.more', { count: rows.length - MOST_ROWS })}</p> : null}
      {change.unchanged > 0 ? <p>{t('rhythm.preview.unchanged', { count: change.unchanged })}</p> : null}
    </div>
  )
}

const TAGS = { added: 'good', moved: '', removed: 'warn' } as const

interface Row {
  kind: keyof typeof TAGS
  wave: PlannedWave
  before?: PlannedWave
}

function rowsOf({ added, moved, removed }: PlanChange): Row[] {
  const rows: Row[] = [
    ...added.map((wave) => ({ kind: 'added' as const, wave })),
    ...moved.map(({ stored, to }) => ({ kind: 'moved' as const, wave: to, before: stored })),
    ...removed.map((wave) => ({ kind: 'removed' as const, wave })),
  ]
  return rows.sort((a, b) => a.wave.opensAt.getTime() - b.wave.opensAt.getTime())
}
