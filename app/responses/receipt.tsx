import { useTranslation } from 'react-i18next'
import { formatDate, formatNumber, formatPercent } from '#app/i18n/format'
import type { Answer, Answers } from '#app/instruments/answers'
import type { Item } from '#app/instruments/instrument-schema'
import { pipeText } from '#app/instruments/pipe-text'
import type { Questionnaire } from './questionnaire'

interface ReceiptProps {
  page: Questionnaire
  submitted: { answers: Answers; at: Date }
  /** something was sent after the submission: it must be said that it changed nothing */
  isLate: boolean
}

/** What a person has submitted, to read and print. */
export function Receipt({ page, submitted, isLate }: ReceiptProps) {
  const { t, i18n } = useTranslation()
  const { text, partnerName } = page
  return (
    <main id="main" className="page narrow">
      <p>
        <a href={page.overview}>{t('respond.back')}</a>
      </p>
      <h1>
        <bdi>{partnerName}</bdi>
      </h1>
      {isLate ? (
        <p className="notice warn" role="alert">
          {t('respond.late')}
        </p>
      ) : null}
      <p className="notice good">{t('respond.submitted', { date: formatDate(i18n.language, submitted.at) })}</p>
      {page.sections.map((section) => (
        <section key={section.id} className="card">
          <h2>{pipeText(text.sections[section.id]?.title ?? '', partnerName)}</h2>
          <dl className="receipt">
            {section.items.map((item) => (
              <ItemLines key={item.id} item={item} page={page} answers={submitted.answers} />
            ))}
          </dl>
        </section>
      ))}
      {/* sent by the language buttons in the page's head */}
      <form method="post" id="language" />
    </main>
  )
}

function ItemLines({ item, page, answers }: { item: Item; page: Questionnaire; answers: Answers }) {
  const { t, i18n } = useTranslation()
  const { text, partnerName, scale } = page
  const show = (answer: Answer | undefined) => {
    if (answer === undefined) return ''
    if (typeof answer === 'object') return t(`respond.missing.${answer.missing}`)
    if (typeof answer === 'string') return answer
    if (item.kind === 'agreement') return text.anchors[answer - scale.minimum]
    if (item.kind === 'constant_sum') return formatPercent(i18n.language, answer)
    return `${formatNumber(i18n.language, answer, Number.isInteger(answer) ? 0 : 1)} ${text.items[item.id]?.unit ?? ''}`
  }
  const line = (id: string, words: string | undefined, answer: Answer | undefined) => (
    <div key={id}>
      <dt>{pipeText(words ?? id, partnerName)}</dt>
      <dd>{show(answer)}</dd>
    </div>
  )
  const words = text.items[item.id]?.text
  if (item.kind !== 'constant_sum') return line(item.id, words, answers[item.id])
  const first = answers[item.parts[0]?.id ?? '']
  // shares are missing together: one line says so
  if (typeof first === 'object') return line(item.id, words, first)
  return item.parts.map(({ id }) => line(id, text.parts[id]?.text, answers[id]))
}
