import { formatPercent } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { type AgreementRow, type FunctionRow, heatOf } from './function-rows'
import { IndexTable } from './index-table'

interface FunctionTableProps {
  indices: string[]
  rows: FunctionRow[]
  agreement: AgreementRow[]
}

/** How the functions of each side see the relationship, as far as enough people of each answered: a heat map with its numbers, and how far each side agrees. */
export function FunctionTable({ indices, rows, agreement }: FunctionTableProps) {
  const { t, i18n } = useTranslation()
  if (rows.length === 0) return <p className="empty">{t('results.functions.none')}</p>
  return (
    <>
      <p className="hint">{t('results.functions.help')}</p>
      <IndexTable
        title={t('results.functions.title')}
        heads={[t('results.functions.head')]}
        indices={indices}
        toneOf={heatOf}
        rows={rows.map(({ side, name, values }) => ({
          ...{ key: `${side} ${name}`, values },
          name: `${t(`words.${side}`)}: ${t(`words.functions.${name}`)}`,
        }))}
        foot={agreement.map(({ side, values }) => (
          <tr key={side} className="foot">
            <th scope="row">{t('results.functions.agreement', { side: t(`words.${side}`) })}</th>
            {indices.map((index) => {
              const value = values[index] ?? null
              return (
                <td key={index} className="number">
                  {value === null ? '–' : formatPercent(i18n.language, value)}
                </td>
              )
            })}
          </tr>
        ))}
      />
    </>
  )
}
