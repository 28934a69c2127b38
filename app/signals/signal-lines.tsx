import { formatDifference, formatNumber, formatPercent } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import type { SeenLine } from './finding'

/** Sentences about differences; the rest tell points, shares, days and people. */
const DIFFERENCES = new Set(['fell', 'falls', 'less-attention', 'buyer-trusts-more', 'supplier-trusts-more'])

/** What was seen, sentence by sentence, each with its numbers, interval and people. */
export function SignalLines({ lines, side }: { lines: SeenLine[]; side: string }) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const digits = (what: string) => (what === 'falls' ? 1 : 0)
  const write = (what: string, value: number) =>
    DIFFERENCES.has(what) ? formatDifference(language, value, digits(what)) : formatNumber(language, value)
  const sentence = ({ what, values }: SeenLine) => {
    const { low, high, n, nTo } = values
    const share = (value: number) => (what === 'unproductive' ? formatPercent(language, value) : write(what, value))
    const words = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        name === 'percent' || name === 'agreement'
          ? formatPercent(language, value)
          : name === 'mean'
            ? share(value)
            : formatNumber(language, value),
      ]),
    )
    const told = t(`signals.seen.${what}`, { ...words, side: t(`signals.people.${side}`) })
    const interval =
      low === undefined || high === undefined || what === 'divided'
        ? ''
        : ` ${t('results.interval', { low: share(low), high: share(high) })}`
    const people =
      n === undefined ? '' : ` ${nTo === undefined ? t('results.n', { n }) : t('results.n-band', { n, to: nTo })}`
    return `${told}${interval}${people}`
  }
  return (
    <ul className="plain">
      {lines.map((line) => (
        <li key={line.what}>{sentence(line)}</li>
      ))}
    </ul>
  )
}
