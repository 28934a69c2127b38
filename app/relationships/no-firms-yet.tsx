import { Link } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'

/** In forms that choose a company, as long as there is none to choose: why, and the way on. */
export function NoFirmsYet() {
  const { t } = useTranslation()
  return (
    <div className="notice warn">
      <p>{t('relationships.organizations.empty')}</p>
      <p className="actions">
        <Link to={paths.importPage('organizations')}>{t('relationships.import')}</Link>
        <Link to={paths.newOrganization}>{t('relationships.organizations.new')}</Link>
      </p>
    </div>
  )
}
