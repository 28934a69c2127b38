import { Link } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { formatMoment } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import type { CalendarWave } from './list-planned.server'

interface RhythmCardProps {
  studyId: string
  /** undefined where waves are opened by hand */
  next: CalendarWave | undefined
  timeZone: string
}

/** How a study's waves come, on its page. */
export function RhythmCard({ studyId, next, timeZone }: RhythmCardProps) {
  const { t, i18n } = useTranslation()
  return (
    <section className="card" aria-labelledby="rhythm">
      <h2 id="rhythm">{t('rhythm.title')}</h2>
      <p>
        {next
          ? t('rhythm.next', {
              kind: t(`rhythm.kind.${next.kind}`),
              date: formatMoment(i18n.language, next.opensAt, timeZone),
            })
          : t('rhythm.resting')}
        {next?.reason ? <span className="quiet"> ({t(`rhythm.reason.${next.reason}`)})</span> : null}
      </p>
      <p className="actions">
        <Link to={paths.rhythm(studyId)}>{t('rhythm.open')}</Link>
        <Link to={paths.calendar(studyId)}>{t('rhythm.calendar.title')}</Link>
        {/* a document of its own: its frames need rules that other pages do without (http/application) */}
        <Link to={paths.mailTexts(studyId)} reloadDocument>
          {t('studies.mail-words.title')}
        </Link>
      </p>
    </section>
  )
}
