import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate, formatNumber, formatPercent } from '#app/i18n/format'
import { type Answer, type Answers, missingReason } from '#app/instruments/answers'
import type { Item } from '#app/instruments/instrument-schema'
import { PAIR_RATINGS } from '#app/instruments/kinds/pairs'
import { consentField } from '#app/instruments/kinds/text'
import { pipeText } from '#app/instruments/pipe-text'
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
            {section.items.map((item) => (
              <ItemLines key={item.id} item={item} page={page} answers={submitted.answers} pipe={pipe} />
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

interface ItemLinesProps {
  item: Item
  page: Questionnaire
  answers: Answers
  pipe: (words: string) => string
}

function ItemLines({ item, page, answers, pipe }: ItemLinesProps) {
  const { t, i18n } = useTranslation()
  const { text, scale } = page
  const words = text.items[item.id]
  const question = pipe(words?.text ?? item.id)
  const missing = (answer: Answer | undefined) => {
    const reason = missingReason(answer)
    return reason && t(`respond.missing.${reason}`)
  }
  const line = (id: string, label: string, shown: ReactNode) => (
    <div key={id}>
      <dt>{label}</dt>
      <dd>{missing(answers[id]) ?? shown}</dd>
    </div>
  )
  const answer = answers[item.id]
  const point = (from: number, labels: readonly string[] | undefined, value = answer) =>
    typeof value === 'number' ? labels?.[value - from] : undefined
  switch (item.kind) {
    case 'agreement':
      return line(item.id, question, point(scale.minimum, text.anchors))
    case 'bipolar':
      return line(item.id, question, point(item.minimum, text.scales?.[item.anchors]))
    case 'number': {
      const number =
        typeof answer === 'number' ? formatNumber(i18n.language, answer, Number.isInteger(answer) ? 0 : 1) : ''
      return line(item.id, question, `${number} ${pipe(words?.unit ?? '')}`)
    }
    case 'choice':
      return line(item.id, question, pipe(words?.options?.[String(answer)] ?? ''))
    case 'choices': {
      const chosen = item.options.filter((option) => answers[`${item.id}_${option}`] === 1)
      const first = answers[`${item.id}_${item.options[0]}`]
      const named = chosen.map((option) => pipe(words?.options?.[option] ?? option)).join(' · ')
      return line(item.id, question, missing(first) ?? (named || t('respond.none-of-these')))
    }
    case 'pairs':
      return item.parts.flatMap((part) =>
        PAIR_RATINGS.map((rating) => {
          const id = `${part.id}_${rating}`
          const label = `${pipe(text.parts[part.id]?.text ?? part.id)} – ${t(`respond.pairs.${rating}`)}`
          return line(id, label, point(item.minimum, text.scales?.[item[rating]], answers[id]))
        }),
      )
    case 'text':
      return [
        line(item.id, question, typeof answer === 'string' ? <bdi>{answer}</bdi> : undefined),
        // what nobody wrote nobody can show
        ...(item.hasConsent && typeof answer === 'string'
          ? [
              line(
                consentField(item.id),
                t('respond.consent-of', { question }),
                t(answers[consentField(item.id)] === 1 ? 'respond.usual.yes' : 'respond.usual.no'),
              ),
            ]
          : []),
      ]
    case 'promises':
      return (item.parts ?? []).map((part) => {
        const id = `${item.id}_${part.id}`
        return line(id, part.text, words?.options?.[String(answers[id])])
      })
    case 'constant_sum': {
      const first = answers[item.parts[0]?.id ?? '']
      // shares are missing together: one line says so
      if (typeof first === 'object') return line(item.id, question, missing(first))
      return item.parts.map(({ id }) => {
        const share = answers[id]
        return line(
          id,
          text.parts[id]?.text ?? id,
          typeof share === 'number' ? formatPercent(i18n.language, share) : '',
        )
      })
    }
  }
}
