import { formatDate, formatNumber, formatPercent } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import type { SideContacts } from './contact-measures'

/** What the register says of both sides: who raises what, and whether more than the traders are in touch. */
export function ContactMeasuresTable({ measures }: { measures: Record<'buyer' | 'supplier', SideContacts> }) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const date = (day: Date | null) => (day ? formatDate(language, day) : t('evidence.contacts.never'))
  return (
    <TableFrame label={t('evidence.contacts.measures')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('results.side')}</th>
            {(['raised', 'lastRaised', 'entries', 'last', 'otherFunctions'] as const).map((name) => (
              <th key={name} scope="col" className={/last/.test(name) ? undefined : 'number'}>
                {t(`evidence.contacts.measure.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(['buyer', 'supplier'] as const).map((side) => {
            const { raised, resolved, entries, otherFunctions, lastRaised, last } = measures[side]
            return (
              <tr key={side}>
                <th scope="row">{t(`words.${side}`)}</th>
                <td className="number">
                  {t('evidence.contacts.measure.raised-of', {
                    raised: formatNumber(language, raised),
                    resolved: formatNumber(language, resolved),
                  })}
                </td>
                <td>{date(lastRaised)}</td>
                <td className="number">{formatNumber(language, entries)}</td>
                <td>{date(last)}</td>
                <td className="number">
                  {otherFunctions ? (
                    <>
                      {formatPercent(language, otherFunctions.percent)}{' '}
                      <span className="quiet">
                        {t('results.interval', {
                          low: formatPercent(language, otherFunctions.low),
                          high: formatPercent(language, otherFunctions.high),
                        })}
                      </span>
                    </>
                  ) : (
                    '–'
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
