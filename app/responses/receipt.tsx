import { formatDate, formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import type { Answers } from '#app/instruments/answers'
import { pipeText } from '#app/instruments/pipe-text'
import { answerLines, type LinesWords } from './answer-lines'
import { KeptNotice } from './kept-notice'
import type { Questionnaire } from './questionnaire'
import { Contact, type ContactProps } from './respondent-frame'
import { fieldOfFirm } from './side-by-side'

interface ReceiptProps {
  page: Questionnaire
  /** what it was answered for, and whom to ask: a copy that is kept must say so by itself */
  study: ContactProps
  /** nothing was asked about a relationship, but about the person's own firm */
  isAboutFirm: boolean
  /** of this firm among those that the person is asked about */
  position: number
  submitted: { answers: Answers; at: Date }
  /** something was sent after the submission: it must be said that it changed nothing */
  isLate: boolean
}

/** What a person has submitted, to read, print or keep; and to take back, while the wave is open. */
export function Receipt({ page, study, isAboutFirm, position, submitted, isLate }: ReceiptProps) {
  const { t, i18n } = useTranslation()
  const { text, partnerName } = page
  const pipe = (words: string) =>
    pipeText(words, { partner: partnerName, wave: formatNumber(i18n.language, page.wave) })
  const words: LinesWords = { text, scale: page.scale, pipe, t, language: i18n.language }
  return (
    <main id="main" className="page narrow">
      <p className="no-print">
        <a href={page.overview}>{t('respond.back')}</a>
      </p>
      <h1>
        <bdi>{partnerName}</bdi>
      </h1>
      <p className="quiet">
        <bdi>{study.studyName}</bdi>
      </p>
      {isLate ? (
        <p className="notice warn" role="alert">
          {t('respond.late')}
        </p>
      ) : null}
      <KeptNotice arrived={page.arrived} isReceipt />
      <p className="notice good">
        {t(isAboutFirm ? 'respond.firm.submitted' : 'respond.submitted', {
          date: formatDate(i18n.language, submitted.at),
        })}
      </p>
      {page.sections.map((section) => (
        <section key={section.id} className="card">
          <h2>{pipe(text.sections[section.id]?.title ?? '')}</h2>
          <dl className="receipt">
            {section.items
              .flatMap((item) => answerLines(item, submitted.answers, words))
              .map(({ id, question, answer, isOwnWords }) => (
                <div key={id}>
                  <dt>{question}</dt>
                  <dd>{isOwnWords ? <bdi>{answer}</bdi> : answer}</dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
      <Contact {...study} />
      <p className="hint no-print">{t('respond.print')}</p>
      <section className="card no-print" aria-labelledby="take-back">
        <h2 id="take-back">{t('respond.take-back.title')}</h2>
        <p>{t('respond.take-back.text')}</p>
        {/* also sent by the language buttons in the page's head */}
        <form method="post" id="language">
          {/* folded: a robot that presses what it sees takes nothing back */}
          <details>
            <summary>{t('respond.take-back.change')}</summary>
            <p>{t('respond.take-back.change-text')}</p>
            <button type="submit" name="intent" value="change" className="second">
              {t('respond.take-back.change')}
            </button>
          </details>
          <details>
            <summary>{t('respond.take-back.withdraw')}</summary>
            <p>{t('respond.take-back.withdraw-text')}</p>
            <button
              type="submit"
              name="intent"
              value="withdraw"
              className="danger"
              data-fields={fieldOfFirm(position, '')}
            >
              {t('respond.take-back.withdraw')}
            </button>
          </details>
        </form>
      </section>
    </main>
  )
}
