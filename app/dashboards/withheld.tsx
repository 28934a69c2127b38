import { useTranslation } from '#app/i18n/use-translation'

/** In place of a withheld value: one sentence for all reasons, because the reason itself could tell something. */
export function Withheld() {
  const { t } = useTranslation()
  return (
    <span className="withheld" title={t('results.withheld-why')}>
      {t('results.withheld')}
      <span className="visually-hidden">: {t('results.withheld-why')}</span>
    </span>
  )
}
