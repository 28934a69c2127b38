import { useTranslation } from 'react-i18next'
import { TableFrame } from '#app/ui/table-frame'
import type { FunctionRow } from './function-rows'
import { Value } from './value'

/** How the functions of each side see the relationship, as far as enough people of each answered. */
export function FunctionTable({ indices, rows }: { indices: string[]; rows: FunctionRow[] }) {
  const { t } = useTranslation()
  if (rows.length === 0) return <p className="empty">{t('results.functions.none')}</p>
  const title = t('results.functions.title')
  return (
    <TableFrame label={title}>
      <table>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('results.functions.head')}</th>
            {indices.map((index) => (
              <th key={index} scope="col" className="number">
                {t(`results.index.${index}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ side, name, values }) => (
            <tr key={`${side} ${name}`}>
              <th scope="row">
                {t(`words.${side}`)}: {t(`words.functions.${name}`)}
              </th>
              {indices.map((index) => (
                <td key={index} className="number">
                  <Value view={values[index] ?? { status: 'withheld' }} isFull />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
