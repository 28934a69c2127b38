import { formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { QUALITY_FLAGS } from '#app/responses/quality-flags'
import type { MeasuredAnswering } from '#app/trust/measured-values'
import { TableFrame } from '#app/ui/table-frame'
import type { Told } from './measurement-view'
import { Withheld } from './withheld'

/** How many responses carry which sign of careless answering. */
export function AnsweringSigns({ told }: { told: Told<MeasuredAnswering> | 'withheld' }) {
  const { t, i18n } = useTranslation()
  const number = (value: number) => formatNumber(i18n.language, value)
  return (
    <section className="card">
      <h2>{t('measurement.flags')}</h2>
      <p className="hint">{t('exports.answering.text')}</p>
      {told === 'withheld' ? (
        <p>
          <Withheld />
        </p>
      ) : (
        <>
          <p>{t('measurement.responses', { responses: number(told.values.responses), people: number(told.n) })}</p>
          <TableFrame label={t('measurement.flags')}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('measurement.sign')}</th>
                  <th scope="col" className="number">
                    {t('measurement.count')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {QUALITY_FLAGS.map((flag) => (
                  <tr key={flag}>
                    <th scope="row">
                      {t(`exports.answering.row.${flag}.name`)}
                      <br />
                      <span className="hint">{t(`exports.answering.row.${flag}.text`)}</span>
                    </th>
                    <td className="number">{number(told.values.flags[flag])}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        </>
      )}
    </section>
  )
}
