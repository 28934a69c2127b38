import { Form, Link, NavLink, useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/http/paths'
import { LanguageSwitch } from './language-switch'

interface SiteHeaderProps {
  member: { workspaceName: string; role: string; userName: string } | undefined
  language: string
  languages: readonly string[]
}

export function SiteHeader({ member, language, languages }: SiteHeaderProps) {
  const { t } = useTranslation()
  const isAdministrator = member?.role === 'administrator'
  return (
    <>
      <a className="skip-link" href="#main">
        {t('common.skip')}
      </a>
      <header className="site-header">
        <Link to={paths.home} className="brand">
          {t('common.product')}
        </Link>
        {member ? (
          <nav aria-label={t('common.navigation')}>
            <NavLink to={paths.studies}>{t('common.studies')}</NavLink>
            {isAdministrator ? (
              <>
                <NavLink to={paths.relationships}>{t('common.relationships')}</NavLink>
                <NavLink to={paths.organizations}>{t('common.organizations')}</NavLink>
                <NavLink to={paths.participants}>{t('common.participants')}</NavLink>
              </>
            ) : null}
          </nav>
        ) : null}
        <div className="site-header-end">
          <LanguageSwitch
            action={paths.language}
            back={useLocation().pathname}
            language={language}
            languages={languages}
          />
          {member ? (
            <Form method="post" action={paths.signOut}>
              <span className="quiet">{member.workspaceName}</span>{' '}
              <button type="submit" className="link">
                {t('common.sign-out')}
              </button>
            </Form>
          ) : null}
        </div>
      </header>
    </>
  )
}
