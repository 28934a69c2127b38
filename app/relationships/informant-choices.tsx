import { useTranslation } from '#app/i18n/use-translation'

interface InformantChoicesProps {
  relationship: { buyerId: string; supplierId: string; buyerName: string; supplierName: string }
  people: { id: string; name: string; function: string; organizationId: string; active: boolean }[]
  /** ids of those who are ticked */
  chosen: string[]
  error: string | undefined
}

/** Who is asked about a relationship, per side. Plain boxes: the list that they send is `informants[]`. */
export function InformantChoices({ relationship, people, chosen, error }: InformantChoicesProps) {
  const { t } = useTranslation()
  const sides = [
    { side: 'buyer', organizationId: relationship.buyerId, name: relationship.buyerName },
    { side: 'supplier', organizationId: relationship.supplierId, name: relationship.supplierName },
  ] as const
  return (
    <div id="informants">
      <h2>{t('relationships.field.informants')}</h2>
      <p className="hint">{t('relationships.relationships.informants-hint')}</p>
      {error ? <p className="field-error">{error}</p> : null}
      {sides.map(({ side, organizationId, name }) => {
        const own = people.filter((person) => person.organizationId === organizationId)
        return (
          <fieldset key={side} className="field">
            <legend>
              {t(`words.${side}`)}: <bdi>{name}</bdi>
            </legend>
            {own.length === 0 ? <p className="hint">{t('relationships.nobody-of-firm')}</p> : null}
            {own.map((person) => (
              <p key={person.id}>
                <label>
                  <input
                    type="checkbox"
                    name="informants[]"
                    value={person.id}
                    defaultChecked={chosen.includes(person.id)}
                  />
                  <bdi>{person.name}</bdi> <span className="quiet">{t(`words.functions.${person.function}`)}</span>{' '}
                  {person.active ? null : <span className="tag warn">{t('relationships.inactive')}</span>}
                </label>
              </p>
            ))}
          </fieldset>
        )
      })}
    </div>
  )
}
