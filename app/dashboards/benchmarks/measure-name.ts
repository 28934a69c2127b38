import { useTranslation } from '#app/i18n/use-translation'
import { splitPlace } from './comparison'

/** What a place of the result table is called: the index, and whose view it is. */
export function useMeasureName(): (place: string) => string {
  const { t } = useTranslation()
  return (place) => {
    const { side, index } = splitPlace(place)
    const name = t(`results.index.${index}`)
    return side === 'both' ? name : t('results.benchmarks.of', { index: name, side: t(`results.view-of.${side}`) })
  }
}
