import { useTranslation } from '#app/i18n/use-translation'
import { FileDrop } from '#app/ui/file-drop'

/** The tables of an earlier study: its answers, and who buys from whom. */
export function HistoryFiles() {
  const { t } = useTranslation()
  return (['answers', 'relationships'] as const).map((name) => (
    <FileDrop
      key={name}
      name={name}
      label={t(`history.${name}`)}
      hint={t(`history.${name}-hint`)}
      accept=".csv,.xlsx,text/csv"
    />
  ))
}
