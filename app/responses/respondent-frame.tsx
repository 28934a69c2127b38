import type { ReactNode } from 'react'
import { createTranslator } from '#app/i18n/create-translator'
import { directionOf, ownNameOf } from '#app/i18n/direction'
import { isolateName } from '#app/i18n/isolate-name'
import { TranslatorProvider, useTranslation } from '#app/i18n/use-translation'
import type { RefusedPage } from './refused-page'
import type { RespondentPage } from './respondent-page'

interface RespondentFrameProps {
  page: RespondentPage
  /** id of the form that the language buttons send, with whatever is typed in it; without it there are none */
  form?: 'answers' | 'language'
  children: ReactNode
}

/** The frame of a respondent's pages: no navigation, no script, the other languages as buttons. */
export function RespondentFrame({ page, form, children }: RespondentFrameProps) {
  const i18n = createTranslator(page.language, page.texts)
  return (
    <TranslatorProvider value={i18n}>
      <header className="site-header">
        <span className="brand">{i18n.t('words.product')}</span>
        {form ? (
          <div className="site-header-end">
            {form === 'answers' ? (
              // what Enter presses in a field is the form's first button: it keeps everything and sends nothing off
              <button
                type="submit"
                form={form}
                name="intent"
                value="save"
                className="visually-hidden"
                tabIndex={-1}
                aria-hidden="true"
              >
                {i18n.t('respond.save')}
              </button>
            ) : null}
            {page.languages
              .filter((language) => language !== page.language)
              .map((language) => (
                <button
                  key={language}
                  type="submit"
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
    </TranslatorProvider>
  )
}

/** The friendly page behind a link that cannot be answered. */
export function RefusedLink({ page }: { page: RefusedPage }) {
  return (
    <RespondentFrame page={page}>
      <RefusedWords page={page} />
    </RespondentFrame>
  )
}

function RefusedWords({ page }: { page: RefusedPage }) {
  const { t } = useTranslation()
  const { reason, isLost, isWithdrawn = false, contact } = page.refused
  return (
    <main id="main" className="page narrow">
      <h1>{page.title}</h1>
      {isWithdrawn ? (
        <p className="notice good" role="status">
          {t('respond.just-withdrawn')}
        </p>
      ) : null}
      <p>{t(`respond.refused.${reason}.text`)}</p>
      {isLost ? (
        <p className="notice bad" role="alert">
          {t('respond.refused.lost')}
        </p>
      ) : null}
      {contact ? <Contact {...contact} /> : null}
      {reason === 'closed' ? <ForgetKept /> : null}
    </main>
  )
}

/** What could not be sent before a survey closed can never be: respond.js lets nothing of it stay on this device. */
function ForgetKept() {
  return (
    <>
      <span hidden data-arrived="" data-forget="" />
      <script src="/respond.js" defer />
    </>
  )
}

export interface ContactProps {
  contactName: string
  contactEmail: string
  studyName: string
}

export function Contact({ contactName, contactEmail, studyName }: ContactProps) {
  const { t } = useTranslation()
  const names = { studyName: isolateName(studyName), contactName: isolateName(contactName) }
  return (
    <p>
      {t('respond.contact', names)}{' '}
      <a href={`mailto:${contactEmail}`}>
        <bdi>{contactEmail}</bdi>
      </a>
    </p>
  )
}
