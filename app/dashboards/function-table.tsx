import { useTranslation } from 'react-i18next'
import type { FunctionRow } from './function-rows'
import { IndexTable } from './index-table'

/** How the functions of each side see the relationship, as far as enough people of each answered. */
export function FunctionTable({ indices, rows }: { indices: string[]; rows: FunctionRow[] }) {
  const { t } = useTranslation()
  if (rows.length === 0) return <p className="empty">{t('results.functions.none')}</p>
  return (
    <IndexTable
      title={t('results.functions.title')}
      heads={[t('results.functions.head')]}
      indices={indices}
      rows={rows.map(({ side, name, values }) => ({
        ...{ key: `${side} ${name}`, values },
        name: `${t(`words.${side}`)}: ${t(`words.functions.${name}`)}`,
      }))}
    />
  )
}
