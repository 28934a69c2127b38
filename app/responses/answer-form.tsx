import { useTranslation } from 'react-i18next'
import type { FieldValues } from '#app/instruments/field-values'
import type { Item } from '#app/instruments/instrument-schema'
import type { AnswerError } from '#app/instruments/parse-answers'
import { pipeText } from '#app/instruments/pipe-text'
import { ConstantSum } from '#app/ui/constant-sum'
import { ErrorSummary } from '#app/ui/error-summary'
import { LikertScale } from '#app/ui/likert-scale'
import { NumberAnswer } from '#app/ui/number-answer'
import type { Questionnaire } from './questionnaire'

interface AnswerFormProps {
  page: Questionnaire
  /** what was typed so far */
  fields: FieldValues
  errors: Record<string, AnswerError>
  /** items that a first submission left open */
  open: string[]
}

/** The questionnaire as a plain form: everything works without script; respond.js adds running totals and autosave. */
export function AnswerForm({ page, fields, errors, open }: AnswerFormProps) {
  const { t } = useTranslation()
  const { text, partner } = page
  const pipe = (words: string) => pipeText(words, partner)
  const errorText = (id: string) => errors[id] && t(`respond.error.${errors[id].code}`, { ...errors[id].values })
  const wordsOf = (id: string) => pipe(text.items[id]?.text ?? text.parts[id]?.text ?? id)
  return (
    <main id="main" className="page narrow">
      <p className="quiet">
        <a href={page.overview}>{t('respond.back')}</a> · {t('respond.step', page.step)}
      </p>
      <h1>
        <bdi>{partner}</bdi>
      </h1>
      <ErrorSummary
        title={t('respond.errors')}
        errors={Object.keys(errors).map((id) => ({ fieldId: id, text: `${wordsOf(id)}: ${errorText(id)}` }))}
      />
      {open.length > 0 ? (
        <div className="notice warn" role="alert">
          <p>{t('respond.open-items', { count: open.length })}</p>
          <ul>
            {open.map((id) => (
              <li key={id}>
                <a href={`#${id}`}>{wordsOf(id)}</a>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <form method="post" id="answers" noValidate data-saved={t('respond.saved-at')} data-failed={t('respond.not-saved')}>
        {/* what Enter presses: keeps everything, sends nothing off */}
        <button name="intent" value="save" className="visually-hidden" tabIndex={-1} aria-hidden="true">
          {t('respond.save')}
        </button>
        {open.length > 0 ? <input type="hidden" name="confirm_open" value="1" /> : null}
        {page.sections.map((section) => (
          <section key={section.id} aria-labelledby={`section-${section.id}`}>
            <h2 id={`section-${section.id}`}>{pipe(text.sections[section.id]?.title ?? '')}</h2>
            <p>{pipe(text.sections[section.id]?.text ?? '')}</p>
            {section.items.map((item) => (
              <ItemField key={item.id} item={item} page={page} fields={fields} errorText={errorText} pipe={pipe} />
            ))}
          </section>
        ))}
        <div className="actions">
          <button name="intent" value="submit">
            {t(open.length > 0 ? 'respond.submit-anyway' : 'respond.submit')}
          </button>
          <button name="intent" value="save" className="second">
            {t('respond.save')}
          </button>
          <span id="saved" className="quiet" role="status" />
        </div>
        <p className="hint">{t('respond.final')}</p>
      </form>
      <script src="/respond.js" defer />
    </main>
  )
}

interface ItemFieldProps {
  item: Item
  page: Questionnaire
  fields: FieldValues
  errorText: (id: string) => string | undefined
  pipe: (words: string) => string
}

function ItemField({ item, page, fields, errorText, pipe }: ItemFieldProps) {
  const { t } = useTranslation()
  const { text, scale } = page
  const words = text.items[item.id]
  const common = { id: item.id, label: pipe(words?.text ?? ''), error: errorText(item.id) }
  if (item.kind === 'agreement') {
    const points = text.anchors.map((label, index) => ({ value: String(scale.minimum + index), label }))
    const missing = Object.entries(text.missing).map(([value, label]) => ({ value, label }))
    return <LikertScale {...common} points={points} others={missing} value={fields[item.id]} />
  }
  if (item.kind === 'number') return <NumberAnswer {...common} unit={words?.unit ?? ''} value={fields[item.id]} />
  return (
    <ConstantSum
      {...common}
      hint={words?.hint ?? ''}
      total={item.total}
      totalLabel={t('respond.total')}
      leftLabel={t('respond.left')}
      restLabel={t('respond.rest-here')}
      none={{ field: item.none.field, label: pipe(words?.none ?? ''), isTicked: Boolean(fields[item.none.field]) }}
      parts={item.parts.map(({ id }) => ({
        id,
        label: text.parts[id]?.text ?? '',
        hint: text.parts[id]?.hint ?? '',
        value: fields[id],
        error: errorText(id),
      }))}
    />
  )
}
