import { isolateName } from '#app/i18n/isolate-name'
import { useTranslation } from '#app/i18n/use-translation'
import { MAIL_CHOICES, type MailChoice } from '#app/mail/mail-kinds'
import { Contact, type ContactProps } from './respondent-frame'

interface MailChoiceProps {
  page: {
    title: string
    study: ContactProps
    /** the address that the choice is about */
    email: string
    choice: MailChoice
    /** the page with everything that is stored about the person, its path */
    ownData: string
    isSaved: boolean
  }
  /** key of the text that says what was wrong with what was sent */
  error: string | undefined
}

/** All mails, no reminders, or none: as a form, and the way back by one button. */
export function MailChoiceContent({ page, error }: MailChoiceProps) {
  const { t } = useTranslation()
  const { study, email, choice } = page
  const names = {
    studyName: isolateName(study.studyName),
    contactName: isolateName(study.contactName),
    email: isolateName(email),
  }
  return (
    <main id="main" className="page narrow">
      <h1>{page.title}</h1>
      {error ? (
        <p className="notice bad" role="alert">
          {t(error)}
        </p>
      ) : null}
      {choice === 'unsubscribed' ? (
        <form method="post" className="notice" role="status">
          <p>{t('respond.mails.stopped')}</p>
          <button type="submit" name="choice" value="all" className="second">
            {t('respond.mails.undo')}
          </button>
        </form>
      ) : page.isSaved ? (
        <p className="notice good" role="status">
          {t('respond.mails.saved')}
        </p>
      ) : null}
      <p>{t('respond.mails.text', names)}</p>
      {/* also sent by the language buttons in the page's head */}
      <form method="post" id="language" className="card">
        <fieldset>
          <legend className="visually-hidden">{page.title}</legend>
          {MAIL_CHOICES.map((one) => (
            <p key={one}>
              <label>
                <input type="radio" name="choice" value={one} defaultChecked={one === choice} />{' '}
                {t(`respond.mails.${one}`)}
              </label>
              <br />
              <span className="hint">{t(`respond.mails.${one}-hint`)}</span>
            </p>
          ))}
        </fieldset>
        <button type="submit">{t('respond.mails.save')}</button>
      </form>
      <p>
        <a href={page.ownData}>{t('own-data.title')}</a>
      </p>
      <Contact {...study} />
    </main>
  )
}
