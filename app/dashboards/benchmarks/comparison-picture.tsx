import { meanOf } from '#app/dashboards/cell-view'
import { POOLED_INDICES } from '#app/disclosure/benchmarks/pooled-figures'
import { directionOf } from '#app/i18n/direction'
import { formatDate, formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { QuartileStrips } from '#app/ui/quartile-strips'
import { TakeAlong } from '#app/ui/take-along'
import { type ComparedRow, type Spread, splitPlace } from './comparison'
import { useMeasureName } from './measure-name'

/** A picture has room for those that are read first; the table has all. */
const isMain = (place: string) => POOLED_INDICES.some((index) => index === splitPlace(place).index)

type Strip = Spread & { label: string; mark?: number | undefined }

interface ComparisonPictureProps {
  title: string
  wave: { number: number; publishedAt: Date }
  rows: readonly ComparedRow[]
  /** whether the rows are measures of one relationship; else relationships by one measure */
  isOfOne: boolean
}

/** How values of a measure lie among the own relationships and those of others; of one relationship, by each measure. */
export function ComparisonPicture({ title, wave, rows, isOfOne }: ComparisonPictureProps) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const nameOf = useMeasureName()
  const format = (value: number) => formatNumber(language, value, 0)
  const strips: readonly Strip[] = isOfOne
    ? rows.flatMap(({ place, own, value }) =>
        own && isMain(place) ? [{ label: nameOf(place), ...own, mark: meanOf(value) ?? undefined }] : [],
      )
    : rows
        .slice(0, 1)
        .flatMap(({ own, others }) => [
          ...(own ? [{ label: t('results.benchmarks.own', { count: own.count }), ...own }] : []),
          ...(others ? [{ label: t('results.benchmarks.others', { quarter: others.quarter }), ...others }] : []),
        ])
  if (strips.length === 0) return null
  const isSigned = strips.some(({ low, mark = 0 }) => Math.min(low, mark) < 0)
  const describe = ({ label, low, median, high }: Strip) =>
    t('results.benchmarks.description', {
      ...{ title: label, low: format(low), median: format(median), high: format(high) },
    })
  const description = strips.map(describe).join(' ')
  const count = Math.max(...rows.map(({ own }) => own?.count ?? 0))
  return (
    <figure className="card">
      <TakeAlong
        title={title}
        note={[
          t('results.take-along.wave', { number: wave.number, date: formatDate(language, wave.publishedAt) }),
          t('results.benchmarks.own', { count }),
        ].join(' · ')}
      >
        <QuartileStrips
          description={description}
          strips={strips}
          range={isSigned ? [-100, 100] : [0, 100]}
          direction={directionOf(language)}
          format={format}
        />
      </TakeAlong>
      {isOfOne ? null : <figcaption>{description}</figcaption>}
    </figure>
  )
}
