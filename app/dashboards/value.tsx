import { Fragment } from 'react'
import { formatDifference, formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import type { CellView } from './cell-view'
import { Withheld } from './withheld'

interface ValueProps {
  view: CellView
  isDifference?: boolean
  /** also its interval and how many people answered */
  isFull?: boolean
}

/** A released value in words of the reader's language, or that it is withheld. */
export function Value({ view, isDifference = false, isFull = false }: ValueProps) {
  const { i18n } = useTranslation()
  if (view.status === 'withheld') return <Withheld />
  const format = isDifference ? formatDifference : formatNumber
  return (
    <>
      {format(i18n.language, view.mean, 0)}
      {isFull ? <Precision view={view} isDifference={isDifference} /> : null}
    </>
  )
}

/** How sure a released value is: its interval, and how many people answered. */
export function Precision({ view, isDifference = false }: Omit<ValueProps, 'isFull'>) {
  const { t, i18n } = useTranslation()
  if (view.status === 'withheld') return null
  const format = isDifference ? formatDifference : formatNumber
  const number = (value: number) => format(i18n.language, value, 0)
  return (
    <>
      {intervalsOf(view).map(({ low, high, kind }) => (
        <Fragment key={kind}>
          {' '}
          <span className="quiet">{t(`results.${kind}`, { low: number(low), high: number(high) })}</span>
        </Fragment>
      ))}{' '}
      <span className="quiet">
        {view.nTo === null ? t('results.n', { n: view.n }) : t('results.n-band', { n: view.n, to: view.nTo })}
        {view.effectiveN === null
          ? ''
          : ` ${t('results.n-effective', { n: formatNumber(i18n.language, view.effectiveN, 1) })}`}
      </span>
    </>
  )
}

/** The interval by a value's own spread, and the indicative one where few answered; the latter alone where both are the same. */
function intervalsOf({ mean, low, high, indicative }: CellView & { status: 'released' }) {
  const own = low === null || high === null ? [] : [{ low, high, kind: 'interval' }]
  if (indicative === null) return own
  const told = { low: mean - indicative, high: mean + indicative, kind: 'indicative' }
  return own.some((one) => Math.abs(one.low - told.low) > 1 || Math.abs(one.high - told.high) > 1)
    ? [...own, told]
    : [told]
}
