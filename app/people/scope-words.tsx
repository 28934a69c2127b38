import { useTranslation } from '#app/i18n/use-translation'

const NAMES_SHOWN = 4

interface ScopeWordsProps {
  member: { role: string; seesAll: boolean; organizationName: string | null; scopeNames: string[] }
}

/** What a manager sees of the results, in a few words; of other roles the role says it. */
export function ScopeWords({ member }: ScopeWordsProps) {
  const { t } = useTranslation()
  const { role, seesAll, organizationName, scopeNames } = member
  if (role !== 'manager') return <span className="quiet">–</span>
  const shown = scopeNames.slice(0, NAMES_SHOWN)
  const more = scopeNames.length - shown.length
  return (
    <>
      {organizationName ? (
        <>
          {t('members.works-for')} <bdi>{organizationName}</bdi>.{' '}
        </>
      ) : null}
      {seesAll
        ? t(organizationName ? 'members.all-of-firm' : 'members.all')
        : shown.map((name, index) => (
            <span key={name}>
              {index > 0 ? ' · ' : null}
              <bdi>{name}</bdi>
            </span>
          ))}
      {!seesAll && scopeNames.length === 0 ? t('members.nothing') : null}
      {more > 0 ? ` ${t('members.and-more', { count: more })}` : null}
    </>
  )
}
