import type { ResultRelationship } from '#app/disclosure/read-results.server'
import { formatDate, formatMoney, formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'

interface RelationshipFactsProps {
  relationship: ResultRelationship
  /** whether the reader may know who answers for each side */
  showsOwners: boolean
}

/** What is recorded about a relationship; a side without an accountable owner is flagged. */
export function RelationshipFacts({ relationship, showsOwners }: RelationshipFactsProps) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const { annualSpend, currency } = relationship
  const spend =
    annualSpend === null
      ? null
      : currency
        ? formatMoney(language, annualSpend, currency)
        : formatNumber(language, annualSpend)
  const owner = (name: string | null) =>
    name ? <bdi>{name}</bdi> : <span className="tag warn">{t('results.no-owner')}</span>
  const facts = [
    [t('results.fact.category'), <bdi key="category">{relationship.category || '–'}</bdi>],
    [t('results.fact.spend'), spend ?? '–'],
    [t('results.fact.start'), relationship.startedOn ? formatDate(language, relationship.startedOn) : '–'],
    [t('results.fact.renewal'), relationship.renewalOn ? formatDate(language, relationship.renewalOn) : '–'],
    ...(showsOwners
      ? ([
          [t('results.fact.buyer-owner'), owner(relationship.buyerOwner)],
          [t('results.fact.supplier-owner'), owner(relationship.supplierOwner)],
        ] as const)
      : []),
  ] as const
  return (
    <dl className="facts">
      {facts.map(([words, value]) => (
        <div key={words}>
          <dt>{words}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
