import { formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import type { AgainstTrust } from './evidence-against-trust'

/** What a register counts against released trust, in sentences. */
export function AgainstTrustView({ relations }: { relations: AgainstTrust[] }) {
  const { t, i18n } = useTranslation()
  if (relations.length === 0) return null
  const number = (value: number) => formatNumber(i18n.language, value, 2)
  return (
    <section>
      <h2>{t('results.against.title')}</h2>
      <ul>
        {relations.map(({ what, correlation: { n, r, low, high } }) => (
          <li key={what}>
            {t(`results.against.${what}`)}{' '}
            {low === undefined || high === undefined
              ? null
              : t('results.finding.correlation', { r: number(r), low: number(low), high: number(high) })}{' '}
            {t('results.n', { n })}.{' '}
            {low !== undefined && high !== undefined && low < 0 && high > 0 ? t('results.against.unclear') : null}
          </li>
        ))}
      </ul>
      <p className="hint">{t('results.against.help')}</p>
    </section>
  )
}
