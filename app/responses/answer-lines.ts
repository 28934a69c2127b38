import type { TFunction } from 'i18next'
import { formatNumber, formatPercent } from '#app/i18n/format'
import { type Answer, type Answers, missingReason } from '#app/instruments/answers'
import type { Instrument, InstrumentText, Item } from '#app/instruments/instrument-schema'
import { PAIR_RATINGS } from '#app/instruments/kinds/pairs'
import { consentField } from '#app/instruments/kinds/text'

/** A question with what was answered, in words. */
export interface AnswerLine {
  /** the variable of the answer */
  id: string
  question: string
  answer: string
  /** the answer is the person's own words, in whatever direction they run */
  isOwnWords?: true
}

export interface LinesWords {
  text: InstrumentText
  scale: Instrument['scale']
  /** puts names into a text of the questionnaire */
  pipe: (words: string) => string
  t: TFunction
  language: string
}

/** What was answered to one question, a line for each of its variables. */
export function answerLines(item: Item, answers: Answers, words: LinesWords): AnswerLine[] {
  const { text, scale, pipe, t, language } = words
  const own = text.items[item.id]
  const question = pipe(own?.text ?? item.id)
  const missing = (answer: Answer | undefined) => {
    const reason = missingReason(answer)
    return reason && t(`respond.missing.${reason}`)
  }
  const line = (id: string, label: string, shown: string | undefined): AnswerLine => ({
    ...{ id, question: label, answer: missing(answers[id]) ?? shown ?? '' },
  })
  const answer = answers[item.id]
  const point = (from: number, labels: readonly string[] | undefined, value = answer) =>
    typeof value === 'number' ? labels?.[value - from] : undefined
  switch (item.kind) {
    case 'agreement':
      return [line(item.id, question, point(scale.minimum, text.anchors))]
    case 'bipolar':
      return [line(item.id, question, point(item.minimum, text.scales?.[item.anchors]))]
    case 'number': {
      const number = typeof answer === 'number' ? formatNumber(language, answer, Number.isInteger(answer) ? 0 : 1) : ''
      return [line(item.id, question, `${number} ${pipe(own?.unit ?? '')}`)]
    }
    case 'choice':
      return [line(item.id, question, pipe(own?.options?.[String(answer)] ?? ''))]
    case 'choices': {
      const chosen = item.options.filter((option) => answers[`${item.id}_${option}`] === 1)
      const first = answers[`${item.id}_${item.options[0]}`]
      const named = chosen.map((option) => pipe(own?.options?.[option] ?? option)).join(' · ')
      return [line(item.id, question, missing(first) ?? (named || t('respond.none-of-these')))]
    }
    case 'pairs':
      return item.parts.flatMap((part) =>
        PAIR_RATINGS.map((rating) => {
          const id = `${part.id}_${rating}`
          const label = `${pipe(text.parts[part.id]?.text ?? part.id)} – ${t(`respond.pairs.${rating}`)}`
          return line(id, label, point(item.minimum, text.scales?.[item[rating]], answers[id]))
        }),
      )
    case 'text': {
      if (typeof answer !== 'string') return [line(item.id, question, undefined)]
      const consent = t(answers[consentField(item.id)] === 1 ? 'respond.usual.yes' : 'respond.usual.no')
      return [
        { id: item.id, question, answer, isOwnWords: true },
        // what nobody wrote nobody can show
        ...(item.hasConsent ? [line(consentField(item.id), t('respond.consent-of', { question }), consent)] : []),
      ]
    }
    case 'promises':
      return (item.parts ?? []).map((part) => {
        const id = `${item.id}_${part.id}`
        return line(id, part.text, own?.options?.[String(answers[id])])
      })
    case 'constant_sum': {
      const first = answers[item.parts[0]?.id ?? '']
      // shares are missing together: one line says so
      if (typeof first === 'object') return [line(item.id, question, missing(first))]
      return item.parts.map(({ id }) => {
        const share = answers[id]
        return line(id, text.parts[id]?.text ?? id, typeof share === 'number' ? formatPercent(language, share) : '')
      })
    }
  }
}
