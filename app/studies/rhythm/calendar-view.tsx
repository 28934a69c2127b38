import { formatMonth, formatNumber, formatWeekday } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import type { CalendarMonth } from './calendar-months'
import { WAVE_KINDS } from './rhythm'

interface CalendarViewProps {
  months: CalendarMonth[]
  /** seven days, as midnights UTC, in the order of the week */
  weekdays: Date[]
}

/** Months at a glance, for the eye: the table of dates beside it says the same in words. */
export function CalendarView({ months, weekdays }: CalendarViewProps) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const kinds = WAVE_KINDS.filter((kind) => months.some(({ days }) => days.some((day) => day.kind === kind)))
  return (
    <section aria-labelledby="months">
      <h2 id="months">{t('rhythm.calendar.months')}</h2>
      <ul className="calendar-legend">
        {kinds.map((kind) => (
          <li key={kind}>
            <span className={`calendar-day ${kind}`} aria-hidden="true" /> {t(`rhythm.kind.${kind}`)}
          </li>
        ))}
      </ul>
      <div className="calendar-months" aria-hidden="true">
        {months.map(({ first, before, days }) => (
          <div key={first.toISOString()} className="calendar-month">
            <p>{formatMonth(language, first)}</p>
            <div className="calendar-days">
              {weekdays.map((day) => (
                <span key={day.toISOString()} className="calendar-weekday">
                  {formatWeekday(language, day)}
                </span>
              ))}
              {Array.from({ length: before }, (_, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: empty places have nothing else
                <span key={`before-${place}`} />
              ))}
              {days.map(({ day, kind, isFirst }) => (
                <span key={day} className={`calendar-day ${kind ?? ''} ${isFirst ? 'first' : ''}`}>
                  {formatNumber(language, day)}
                </span>
              ))}
            </div>
          </div>
        ))}
      </div>
    </section>
  )
}
