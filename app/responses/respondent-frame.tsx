import type { ReactNode } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { createTranslator } from '#app/i18n/create-translator'
import { directionOf, ownNameOf } from '#app/i18n/direction'
import type { RefusedPage, RespondentPage } from './respondent-page.server'

interface RespondentFrameProps {
  page: RespondentPage
  /** id of the form that the language buttons send (they keep what was typed); without it there are none */
  form?: string
  children: ReactNode
}

/** The frame of a respondent's pages: no navigation, no script, the other languages as buttons. */
export function RespondentFrame({ page, form, children }: RespondentFrameProps) {
  const i18n = createTranslator(page.language, page.texts, page.fallbackTexts)
  return (
    <I18nextProvider i18n={i18n}>
      <header className="site-header">
        <span className="brand">{i18n.t('common.product')}</span>
        {form ? (
          <div className="site-header-end">
            {page.languages
              .filter((language) => language !== page.language)
              .map((language) => (
                <button
                  key={language}
                  form={form}
                  name="intent"
                  value={`language:${language}`}
                  lang={language}
                  dir={directionOf(language)}
                  className="link"
                >
                  {ownNameOf(language)}
                </button>
              ))}
          </div>
        ) : null}
      </header>
      {children}
    </I18nextProvider>
  )
}

/** The friendly page behind a link that cannot be answered. */
export function RefusedLink({ page }: { page: RefusedPage }) {
  return (
    <RespondentFrame page={page}>
      <RefusedWords refused={page.refused} />
    </RespondentFrame>
  )
}

function RefusedWords({ refused }: Pick<RefusedPage, 'refused'>) {
  const { t } = useTranslation()
  const { reason, studyName, contactName, contactEmail } = refused
  return (
    <main id="main" className="page narrow">
      <h1>{t(`respond.refused.${reason}.title`)}</h1>
      <p>{t(`respond.refused.${reason}.text`)}</p>
      {contactEmail ? (
        <p>
          {t('respond.contact', { studyName, contactName })} <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
        </p>
      ) : null}
    </main>
  )
}
