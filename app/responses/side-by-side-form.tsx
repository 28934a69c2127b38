import { useTranslation } from 'react-i18next'
import type { Instrument, InstrumentText, Item } from '#app/instruments/instrument-schema'
import { SPOKEN_MISSING } from '#app/instruments/instrument-schema'
import { consentField } from '#app/instruments/kinds/text'
import { isTicked } from '#app/instruments/ticked'
import { ErrorSummary } from '#app/ui/error-summary'
import { LikertMatrix, type MatrixRow } from '#app/ui/likert-matrix'
import { TextAnswer } from '#app/ui/text-answer'
import { fieldOfFirm } from './side-by-side'
import type { FirmState } from './take-side-by-side.server'

export interface Firm extends FirmState {
  position: number
  partnerName: string
  text: InstrumentText
  base: string
}

export interface SideBySidePage {
  overview: string
  instrument: Instrument
  firms: Firm[]
  /** how many were submitted a moment ago; undefined before anything was sent */
  submitted: number | undefined
}

/** Stands for the firm in a question that is asked about several at once. */
const ANY_FIRM = '…'

/** One question after the other, each for all firms: the same form data as on pages of their own. */
export function SideBySideForm({ page }: { page: SideBySidePage }) {
  const { t } = useTranslation()
  const { firms, instrument, submitted } = page
  const text = firms[0]?.text
  if (!text) return null
  const pipe = (words = '') => words.replaceAll('{partner}', ANY_FIRM)
  const left = firms.flatMap(({ position, partnerName, errors, open, isConflict }) => [
    ...(isConflict ? [{ fieldId: `firm-${position}`, text: `${partnerName}: ${t('respond.conflict.title')}` }] : []),
    ...[...new Set([...Object.keys(errors), ...open])].map((id) => ({
      fieldId: fieldOfFirm(position, id),
      text: `${partnerName}: ${pipe(text.items[id]?.text)} – ${noteFor(id, errors, t)}`,
    })),
  ])
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
      <ErrorSummary title={t('respond.errors')} errors={left} />
      <form
        method="post"
        id="answers"
        noValidate
        data-saved={t('respond.saved-at')}
        data-failed={t('respond.not-saved')}
        data-offline={t('respond.offline')}
        data-restored={t('respond.restored')}
        data-conflict={t('respond.conflict.title')}
      >
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
                <ItemForFirms item={item} page={page} text={text} />
              </div>
            ))}
          </section>
        ))}
        <p className="hint">{t('respond.final')}</p>
        <div className="actions">
          <button type="submit" name="intent" value="submit">
            {t(left.length > 0 ? 'respond.submit-anyway' : 'respond.side-by-side.submit')}
          </button>
          <button type="submit" name="intent" value="save" className="second">
            {t('respond.side-by-side.save')}
          </button>
          <span id="saved" className="quiet" role="status" />
        </div>
      </form>
      <script src="/respond.js" defer />
    </main>
  )
}

interface ItemForFirmsProps {
  item: Item
  page: SideBySidePage
  text: InstrumentText
}

function ItemForFirms({ item, page, text }: ItemForFirmsProps) {
  const { t } = useTranslation()
  const { firms, instrument } = page
  if (item.kind === 'text')
    return firms.map(({ position, partnerName, fields, errors }) => (
      <TextAnswer
        key={position}
        id={fieldOfFirm(position, item.id)}
        label={partnerName}
        hint=""
        error={errors[item.id] && t('respond.error.too-long', { ...errors[item.id]?.values })}
        maximum={item.maximum}
        value={fields[item.id]}
        consent={
          item.hasConsent
            ? {
                field: fieldOfFirm(position, consentField(item.id)),
                label: t('respond.consent'),
                isTicked: isTicked(fields[consentField(item.id)]),
              }
            : undefined
        }
      />
    ))
  const points = pointsOf(item, instrument, text)
  const others = 'missing' in item || item.kind === 'agreement' ? (item.missing ?? SPOKEN_MISSING) : SPOKEN_MISSING
  const rows = firms.map(
    ({ position, partnerName, fields, errors, open }): MatrixRow => ({
      id: fieldOfFirm(position, item.id),
      label: partnerName,
      error: errors[item.id] && t('respond.error.unknown-choice'),
      note: open.includes(item.id) ? t('respond.still-open') : undefined,
      value: fields[item.id],
      others,
    }),
  )
  return (
    <LikertMatrix
      label={text.items[item.id]?.text.replaceAll('{partner}', ANY_FIRM) ?? ''}
      points={points}
      others={others.map((value) => ({ value, label: text.missing[value] }))}
      rows={rows}
    />
  )
}

function pointsOf(item: Item, { scale }: Instrument, text: InstrumentText) {
  if (item.kind === 'choice')
    return item.options.map((value) => ({ value, label: text.items[item.id]?.options?.[value] ?? value }))
  const [words = [], minimum] =
    item.kind === 'bipolar' ? [text.scales?.[item.anchors], item.minimum] : [text.anchors, scale.minimum]
  return words.map((label, index) => ({ value: String(minimum + index), label }))
}

function noteFor(id: string, errors: FirmState['errors'], t: ReturnType<typeof useTranslation>['t']): string {
  const error = errors[id]
  return error ? t(`respond.error.${error.code}`, { ...error.values }) : t('respond.still-open')
}
