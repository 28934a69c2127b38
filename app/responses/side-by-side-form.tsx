import { formatNumber } from '#app/i18n/format'
import { isolateName } from '#app/i18n/isolate-name'
import { useTranslation } from '#app/i18n/use-translation'
import {
  type AgreementItem,
  type BipolarItem,
  type ChoiceItem,
  type Instrument,
  type InstrumentText,
  type Item,
  SPOKEN_MISSING,
} from '#app/instruments/instrument-schema'
import type { AnswerError } from '#app/instruments/item-kind'
import { consentField } from '#app/instruments/kinds/text'
import { pipeText } from '#app/instruments/pipe-text'
import { isTicked } from '#app/instruments/ticked'
import { ErrorSummary } from '#app/ui/error-summary'
import { LikertMatrix } from '#app/ui/likert-matrix'
import { TextAnswer } from '#app/ui/text-answer'
import { answerErrorWords } from './answer-error-words'
import { KeptForm } from './kept-form'
import { OpenNotice } from './open-notice'
import { scalePoints } from './scale-points'
import { fieldOfFirm } from './side-by-side'
import type { FirmState } from './take-side-by-side.server'
import { textLimit } from './text-limit'

export interface Firm extends FirmState {
  position: number
  partnerName: string
  text: InstrumentText
  base: string
}

export interface SideBySidePage {
  overview: string
  instrument: Instrument
  /** number of the wave */
  wave: number
  firms: Firm[]
  /** how many were submitted a moment ago; undefined before anything was sent */
  submitted: number | undefined
  /** whether something was sent about firms that were not open any more */
  isLate: boolean
  /** see questionnaire.ts */
  arrived: string
  echo: string
}

/** A sentence that begins with the words for any firm begins with a capital, in scripts that have them. */
function startSentence(text: string, language: string): string {
  return text.replace(
    /^(\u2068?)(\p{Ll})/u,
    (_, mark: string, letter: string) => mark + letter.toLocaleUpperCase(language),
  )
}

/** One question after the other, each for all firms: the same form data as on pages of their own. */
export function SideBySideForm({ page }: { page: SideBySidePage }) {
  const { t, i18n } = useTranslation()
  const { firms, instrument, submitted } = page
  const text = firms[0]?.text
  if (!text) return null
  const slots = { partner: t('respond.side-by-side.any-firm'), wave: formatNumber(i18n.language, page.wave) }
  const pipe = (words = '') => startSentence(pipeText(words, slots), i18n.language)
  const wordsOf = (firm: Firm, id: string) => `${isolateName(firm.partnerName)}: ${pipe(text.items[id]?.text)}`
  const wrong = firms.flatMap((firm) => [
    ...(firm.isConflict
      ? [{ fieldId: `firm-${firm.position}`, text: `${isolateName(firm.partnerName)}: ${t('respond.conflict.title')}` }]
      : []),
    ...Object.entries(firm.errors).map(([id, error]) => ({
      fieldId: fieldOfFirm(firm.position, id),
      text: `${wordsOf(firm, id)} – ${answerErrorWords(t, i18n.language, error)}`,
    })),
  ])
  const left = firms.flatMap(({ open }) => open)
  // a line for each firm: one for each question of each would be longer than the page
  const unfinished = firms.flatMap((firm) => {
    const [first, ...others] = firm.open
    if (first === undefined) return []
    const words = others.length > 0 ? isolateName(firm.partnerName) : wordsOf(firm, first)
    return [{ href: `#${fieldOfFirm(firm.position, first)}`, words }]
  })
  const isSubmission = firms.some((firm) => firm.isSubmission)
  return (
    <main id="main" className="page form-page">
      <p>
        <a href={page.overview}>{t('respond.side-by-side.single')}</a>
      </p>
      <h1>{t('respond.side-by-side.title')}</h1>
      <p>{t('respond.side-by-side.text')}</p>
      {submitted ? (
        <p className="notice good" role="status">
          {t('respond.side-by-side.submitted', { count: submitted })}
        </p>
      ) : null}
      {page.isLate ? (
        <p className="notice warn" role="status">
          {t('respond.side-by-side.late')}
        </p>
      ) : null}
      <ErrorSummary title={t(isSubmission ? 'respond.errors' : 'respond.check')} errors={wrong} />
      {left.length > 0 ? <OpenNotice count={left.length} items={unfinished} /> : null}
      <KeptForm arrived={page.arrived} echo={page.echo}>
        <input type="hidden" name="page" value="side-by-side" />
        {firms.map(({ position, base, open }) => (
          <span key={position} id={`firm-${position}`}>
            <input type="hidden" name={fieldOfFirm(position, 'base')} value={base} />
            {open.length > 0 ? <input type="hidden" name={fieldOfFirm(position, 'confirm_open')} value="1" /> : null}
          </span>
        ))}
        {instrument.sections.map((section) => (
          <section key={section.id} aria-labelledby={`section-${section.id}`}>
            <h2 id={`section-${section.id}`}>{pipe(text.sections[section.id]?.title)}</h2>
            <p>{pipe(text.sections[section.id]?.text)}</p>
            {section.items.map((item) => (
              <div key={item.id}>
                <h3>{pipe(text.items[item.id]?.text)}</h3>
                <ItemForFirms item={item} page={page} text={text} label={pipe(text.items[item.id]?.text)} />
              </div>
            ))}
          </section>
        ))}
        <p className="hint">{t('respond.final')}</p>
        <div className="actions">
          <button type="submit" name="intent" value="submit">
            {t(left.length > 0 && wrong.length === 0 ? 'respond.submit-anyway' : 'respond.side-by-side.submit')}
          </button>
          <button type="submit" name="intent" value="save" className="second">
            {t('respond.side-by-side.save')}
          </button>
          <span id="saved" className="quiet" role="status" />
        </div>
      </KeptForm>
      <script src="/respond.js" defer />
    </main>
  )
}

interface ItemForFirmsProps {
  item: Item
  page: SideBySidePage
  text: InstrumentText
  /** the question as it is asked about any firm */
  label: string
}

function ItemForFirms({ item, page, text, label }: ItemForFirmsProps) {
  const { t, i18n } = useTranslation()
  const { firms, instrument } = page
  const wordsOf = (error: AnswerError | undefined) => error && answerErrorWords(t, i18n.language, error)
  const describe = ({ position, partnerName, fields, errors }: Firm) => ({
    id: fieldOfFirm(position, item.id),
    label: isolateName(partnerName),
    error: wordsOf(errors[item.id]),
    value: fields[item.id],
  })
  if (item.kind === 'text')
    return firms.map((firm) => (
      <TextAnswer
        key={firm.position}
        {...describe(firm)}
        hint=""
        limit={textLimit(t, i18n.language, item.maximum)}
        consent={
          item.hasConsent
            ? {
                field: fieldOfFirm(firm.position, consentField(item.id)),
                label: t('respond.consent'),
                isTicked: isTicked(firm.fields[consentField(item.id)]),
              }
            : undefined
        }
      />
    ))
  // other kinds do not stand side by side
  if (item.kind !== 'agreement' && item.kind !== 'bipolar' && item.kind !== 'choice') return null
  const others = item.missing ?? SPOKEN_MISSING
  return (
    <LikertMatrix
      label={label}
      isCompact={item.kind !== 'choice'}
      points={pointsOf(item, instrument, text)}
      others={others.map((value) => ({ value, label: text.missing[value] }))}
      rows={firms.map((firm) => ({
        ...describe(firm),
        note: firm.open.includes(item.id) ? t('respond.still-open') : undefined,
        others,
      }))}
    />
  )
}

function pointsOf(item: AgreementItem | BipolarItem | ChoiceItem, { scale }: Instrument, text: InstrumentText) {
  if (item.kind === 'choice')
    return item.options.map((value) => ({ value, label: text.items[item.id]?.options?.[value] ?? value }))
  return item.kind === 'bipolar'
    ? scalePoints(text.scales?.[item.anchors], item.minimum)
    : scalePoints(text.anchors, scale.minimum)
}
