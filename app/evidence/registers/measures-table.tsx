import { Link } from '@remix-run/react'
import { formatDate, formatDifference, formatMoney, formatNumber, formatPercent } from '#app/i18n/format'
import { isolateNames } from '#app/i18n/isolate-name'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import type { Measured, Measures } from './measures'
import { SubjectName } from './subject-name'

interface MeasuresTableProps {
  /** name of the register */
  register: string
  measures: Measures
  pathOf: (subjectId: string) => string
}

/** What a register says: in words, and side by side or line by line. */
export function MeasuresTable({ register, measures, pathOf }: MeasuresTableProps) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const { columns, rows, findings } = measures
  const write = (measured: Measured): string => {
    switch (measured?.is) {
      case 'number':
        return formatNumber(language, measured.value, measured.digits)
      case 'percent':
        return formatPercent(language, measured.value, measured.value > 0 && measured.value < 10 ? 1 : 0)
      case 'change':
        return t('evidence.register.percent-change', { percent: formatDifference(language, measured.percent) })
      case 'money':
        return measured.sums
          .map(({ currency, amount }) => formatMoney(language, amount, currency, amount < 1000 ? 2 : 0))
          .join(' + ')
      case 'days':
        return t('evidence.register.days', { count: measured.value })
      case 'day':
        return formatDate(language, measured.value)
      case 'kind':
        return t(`evidence.${register}.kind.${measured.option}`)
      case 'words':
        return measured.text
      default:
        return '–'
    }
  }
  const interval = (measured: Measured) =>
    measured?.is === 'percent' && measured.low !== undefined && measured.high !== undefined
      ? ` ${t('results.interval', { low: formatPercent(language, measured.low), high: formatPercent(language, measured.high) })}`
      : ''
  const isWords = (place: number) => rows.some(({ cells }) => ['words', 'day', 'kind'].includes(cells[place]?.is ?? ''))
  return (
    <>
      {findings.map(({ word, values }) => (
        <p key={`${word} ${Object.values(values).join(' ')}`}>
          {t(`evidence.${register}.finding.${word}`, isolateNames(values))}
        </p>
      ))}
      {rows.length > 0 ? (
        <TableFrame label={t('evidence.register.measures')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t(`evidence.${register}.measure.of`)}</th>
                {columns.map((column, place) => (
                  <th key={column} scope="col" className={isWords(place) ? undefined : 'number'}>
                    {t(`evidence.${register}.measure.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, of, cells }) => (
                <tr key={key}>
                  <th scope="row">
                    {'subjectId' in of ? (
                      <Link to={pathOf(of.subjectId)}>
                        <SubjectName {...of} />
                      </Link>
                    ) : (
                      t(`words.${of.side}`)
                    )}
                  </th>
                  {columns.map((column, place) => (
                    <td
                      key={column}
                      className={isWords(place) ? undefined : 'number'}
                      dir={cells[place]?.is === 'words' ? 'auto' : undefined}
                    >
                      {write(cells[place] ?? null)}
                      <span className="quiet">{interval(cells[place] ?? null)}</span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      ) : null}
      <p className="hint">{t(`evidence.${register}.measure.hint`)}</p>
    </>
  )
}
