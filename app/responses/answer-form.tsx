import { useTranslation } from 'react-i18next'
import { formatNumber } from '#app/i18n/format'
import type { FieldValues } from '#app/instruments/field-values'
import { type Item, SPOKEN_MISSING } from '#app/instruments/instrument-schema'
import type { AnswerError } from '#app/instruments/parse-answers'
import { pipeText } from '#app/instruments/pipe-text'
import { ConstantSum } from '#app/ui/constant-sum'
import { ErrorSummary } from '#app/ui/error-summary'
import { LikertScale } from '#app/ui/likert-scale'
import { NumberAnswer } from '#app/ui/number-answer'
import type { Questionnaire } from './questionnaire'

export interface AnswerFormState {
  /** what was typed so far */
  fields: FieldValues
  errors: Record<string, AnswerError>
  /** items that a submission left open: they are asked about once */
  open: string[]
  /** the person was asked about open items before: the next submission takes them as they are */
  isAskedAgain: boolean
}

interface AnswerFormProps {
  page: Questionnaire
  state: AnswerFormState
}

/** The questionnaire as a plain form: everything works without script; respond.js adds a running total and autosave. */
export function AnswerForm({ page, state }: AnswerFormProps) {
  const { t } = useTranslation()
  const { text, partnerName } = page
  const { errors, open, isAskedAgain } = state
  const describeError = useErrorText(errors)
  const pipe = (words: string) => pipeText(words, partnerName)
  const wordsOf = (id: string) => pipe(text.items[id]?.text ?? text.parts[id]?.text ?? id)
  const inPageOrder = pageOrder(page)
  const wrong = inPageOrder.filter((id) => errors[id])
  const left = inPageOrder.filter((id) => open.includes(id))
  return (
    <main id="main" className="page narrow">
      <p className="page-head">
        <a href={page.overview}>{t('respond.back')}</a> <span className="quiet">{t('respond.step', page.step)}</span>
      </p>
      <h1>
        <bdi>{partnerName}</bdi>
      </h1>
      <ErrorSummary
        title={t('respond.errors')}
        errors={wrong.map((id) => ({ fieldId: id, text: `${wordsOf(id)} – ${describeError(id)}` }))}
      />
      {left.length > 0 ? <OpenNotice items={left.map((id) => ({ id, words: wordsOf(id) }))} /> : null}
      <form
        method="post"
        id="answers"
        noValidate
        data-saved={t('respond.saved-at')}
        data-failed={t('respond.not-saved')}
      >
        {isAskedAgain ? <input type="hidden" name="confirm_open" value="1" /> : null}
        {page.sections.map((section) => (
          <section key={section.id} aria-labelledby={`section-${section.id}`}>
            <h2 id={`section-${section.id}`}>{pipe(text.sections[section.id]?.title ?? '')}</h2>
            <p>{pipe(text.sections[section.id]?.text ?? '')}</p>
            {section.items.map((item) => (
              <ItemField key={item.id} item={item} page={page} state={state} describeError={describeError} />
            ))}
          </section>
        ))}
        <p className="hint">{t('respond.final')}</p>
        <div className="actions">
          <button type="submit" name="intent" value="submit">
            {t(open.length > 0 ? 'respond.submit-anyway' : 'respond.submit')}
          </button>
          <button type="submit" name="intent" value="save" className="second">
            {t('respond.save')}
          </button>
          <span id="saved" className="quiet" role="status" />
        </div>
      </form>
      <script src="/respond.js" defer />
    </main>
  )
}

/** Ids of items and parts from top to bottom: each person has an order of their own. */
function pageOrder({ sections }: Questionnaire): string[] {
  return sections.flatMap(({ items }) =>
    items.flatMap((item) => (item.kind === 'constant_sum' ? [item.id, ...item.parts.map(({ id }) => id)] : [item.id])),
  )
}

/** What is wrong with a field in words; undefined for fields that are right. */
function useErrorText(errors: AnswerFormState['errors']) {
  const { t, i18n } = useTranslation()
  return (id: string): string | undefined => {
    const error = errors[id]
    if (!error) return undefined
    const { code, values = {} } = error
    // 40 missing and 40 too many are different things to do
    const key = code === 'sum' ? ((values.rest ?? 0) > 0 ? 'sum-low' : 'sum-high') : code
    const shown = Object.entries(values).map(([name, value]) => [name, formatNumber(i18n.language, Math.abs(value))])
    return String(t(`respond.error.${key}`, Object.fromEntries(shown)))
  }
}

function OpenNotice({ items }: { items: { id: string; words: string }[] }) {
  const { t } = useTranslation()
  return (
    <div className="notice warn" role="alert" tabIndex={-1}>
      <p>{t('respond.open-items', { count: items.length })}</p>
      <ul>
        {items.map(({ id, words }) => (
          <li key={id}>
            <a href={`#${id}`}>{words}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

interface ItemFieldProps extends AnswerFormProps {
  item: Item
  describeError: (id: string) => string | undefined
}

function ItemField({ item, page, state, describeError }: ItemFieldProps) {
  const { t } = useTranslation()
  const { text, scale, partnerName } = page
  const { fields, open } = state
  const words = text.items[item.id]
  const common = {
    id: item.id,
    label: pipeText(words?.text ?? '', partnerName),
    error: describeError(item.id),
    note: open.includes(item.id) ? t('respond.still-open') : undefined,
  }
  if (item.kind === 'agreement') {
    const points = text.anchors.map((label, index) => ({ value: String(scale.minimum + index), label }))
    const others = (item.missing ?? SPOKEN_MISSING).map((value) => ({ value, label: text.missing[value] }))
    return <LikertScale {...common} points={points} others={others} value={fields[item.id]} />
  }
  if (item.kind === 'number') return <NumberAnswer {...common} unit={words?.unit ?? ''} value={fields[item.id]} />
  return (
    <ConstantSum
      {...common}
      hint={words?.hint ?? ''}
      total={item.total}
      words={{
        goal: t('respond.sum.goal', { total: item.total }),
        total: t('respond.sum.total'),
        left: t('respond.sum.left'),
        over: t('respond.sum.over'),
        rest: t('respond.sum.rest-here'),
      }}
      none={{
        field: item.none.field,
        label: pipeText(words?.none ?? '', partnerName),
        isTicked: Boolean(fields[item.none.field]),
      }}
      parts={item.parts.map(({ id }) => ({
        id,
        label: text.parts[id]?.text ?? '',
        hint: text.parts[id]?.hint ?? '',
        value: fields[id],
        error: describeError(id),
      }))}
    />
  )
}
