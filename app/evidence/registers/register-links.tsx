import { NavLink } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import { REGISTERS } from './registers'

/** All registers side by side: those within reach, or those of one relationship. */
export function RegisterLinks({ relationshipId }: { relationshipId?: string | undefined }) {
  const { t } = useTranslation()
  const own = REGISTERS.filter(({ subject }) => !relationshipId || subject === 'relationship')
  return (
    <nav aria-label={t('evidence.register.all')} className="tabs">
      {relationshipId ? (
        <>
          <NavLink to={paths.promises(relationshipId)}>{t('evidence.promises.title')}</NavLink>
          <NavLink to={paths.relationshipContacts(relationshipId)}>{t('evidence.contacts.title')}</NavLink>
        </>
      ) : (
        <>
          <NavLink to={paths.allPromises}>{t('evidence.promises.title')}</NavLink>
          <NavLink to={paths.contacts}>{t('evidence.contacts.title')}</NavLink>
        </>
      )}
      {own.map(({ name }) => (
        <NavLink key={name} to={relationshipId ? paths.entriesOf(name, relationshipId) : paths.register(name)}>
          {t(`evidence.${name}.title`)}
        </NavLink>
      ))}
    </nav>
  )
}
