import { Form, Link, NavLink, useLocation } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import { LanguageSwitch } from './language-switch'

interface SiteHeaderProps {
  member: { workspaceName: string; userName: string; actions: readonly string[] } | undefined
  language: string
  languages: readonly string[]
}

export function SiteHeader({ member, language, languages }: SiteHeaderProps) {
  const { t } = useTranslation()
  const may = (action: string) => member?.actions.includes(action) === true
  return (
    <>
      <a className="skip-link" href="#main">
        {t('words.skip')}
      </a>
      <header className="site-header">
        <Link to={paths.home} className="brand">
          {t('words.product')}
        </Link>
        {member ? (
          <nav aria-label={t('words.navigation')}>
            {may('see-results') ? <NavLink to={paths.studies}>{t('words.studies')}</NavLink> : null}
            {may('keep-promises') ? (
              <>
                <NavLink to={paths.signals}>{t('signals.title')}</NavLink>
                <NavLink to={paths.evidence}>{t('evidence.register.all')}</NavLink>
              </>
            ) : null}
            {may('set-up') ? (
              <>
                <NavLink to={paths.relationships}>{t('words.relationships')}</NavLink>
                <NavLink to={paths.organizations}>{t('words.organizations')}</NavLink>
                <NavLink to={paths.participants}>{t('words.participants')}</NavLink>
                <NavLink to={paths.templates}>{t('templates.title')}</NavLink>
              </>
            ) : null}
            {may('read-members') ? <NavLink to={paths.members}>{t('members.title')}</NavLink> : null}
            {may('read-settings') ? <NavLink to={paths.settings}>{t('members.settings.title')}</NavLink> : null}
            {may('read-audit') ? <NavLink to={paths.audit}>{t('audit.title')}</NavLink> : null}
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
              <NavLink to={paths.account} end>
                <bdi>{member.userName}</bdi>
              </NavLink>
              <button type="submit" className="link">
                {t('words.sign-out')}
              </button>
            </Form>
          ) : null}
        </div>
      </header>
    </>
  )
}
