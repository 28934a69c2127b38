import { missingWords } from '#app/dashboards/standings/missing-words'
import { useTranslation } from '#app/i18n/use-translation'
import { promiseText } from '#app/studies/promise'
import type { RelationshipReport } from './read-relationship-report.server'

/** What of the report is withheld, why, and the promise that makes it so. */
export function WithheldNote({ report }: { report: RelationshipReport }) {
  const { t } = useTranslation()
  const { study, withheldSides, participation, figures } = report
  const sides = withheldSides.map((side) => missingWords(t, side, participation[side].answered, study.minimumGroupSize))
  const names = figures.flatMap(({ index, view }) => (view.status === 'withheld' ? t(`results.index.${index}`) : []))
  return (
    <section>
      <h2>{t('reports.withheld.title')}</h2>
      <p>
        {sides.length === 0 && names.length === 0
          ? t('reports.withheld.nothing')
          : `${[...sides, ...names].join(' · ')}. ${t('results.withheld-why')}`}{' '}
        {t('results.promise')}: “{promiseText(t, study)}”
      </p>
    </section>
  )
}
