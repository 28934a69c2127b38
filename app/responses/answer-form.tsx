import { formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import type { FieldValues } from '#app/instruments/field-values'
import type { AgreementItem, Item, Section } from '#app/instruments/instrument-schema'
import type { AnswerError } from '#app/instruments/item-kind'
import { kindOf } from '#app/instruments/item-kinds'
import { pipeText } from '#app/instruments/pipe-text'
import { ErrorSummary } from '#app/ui/error-summary'
import { answerErrorWords } from './answer-error-words'
import { AgreementMatrix, ItemField, type ItemFieldProps, type OtherItem } from './item-field'
import { KeptForm } from './kept-form'
import { OpenNotice } from './open-notice'
import type { Questionnaire } from './questionnaire'

export interface AnswerFormState {
  /** what was typed so far */
  fields: FieldValues
  errors: Record<string, AnswerError>
  /** items that a submission left open: they are asked about once */
  open: string[]
  /** the person was asked about open items before: the next submission takes them as they are */
  isAskedAgain: boolean
  /** the person wanted to submit, and not only to go on */
  isSubmission: boolean
  /** first sections of other pages, by the items there that are wrong or open */
  elsewhere: Record<string, string>
  /** somebody saved something else since the page was made: nothing is stored yet */
  isConflict: boolean
}

interface AnswerFormProps {
  page: Questionnaire
  state: AnswerFormState
  /** a preview keeps nothing: what was typed on other pages travels along with the form */
  carried?: FieldValues
}

/** A page of the questionnaire as a plain form: everything works without script; respond.js adds totals and autosave. */
export function AnswerForm({ page, state, carried }: AnswerFormProps) {
  const { t, i18n } = useTranslation()
  const { text, partnerName, place } = page
  const { errors, open, isAskedAgain, isSubmission, elsewhere, isConflict } = state
  const describeError = useErrorText(errors)
  const pipe = (words: string) =>
    pipeText(words, { partner: partnerName, wave: formatNumber(i18n.language, page.wave) })
  const promises = new Map(page.sections.flatMap(promiseTexts))
  const wordsOf = (id: string) => promises.get(id) ?? pipe(text.items[id]?.text ?? text.parts[partOf(id)]?.text ?? id)
  const inOrder = (ids: string[]) => [
    ...pageOrder(page).filter((id) => ids.includes(id)),
    ...ids.filter((id) => elsewhere[id]),
  ]
  const placeOf = (id: string) => (elsewhere[id] ? `${page.path}?page=${elsewhere[id]}#${id}` : `#${id}`)
  const wrong = inOrder(Object.keys(errors))
  const left = inOrder(open)
  const isLast = place.number === place.of
  return (
    <main id="main" className="page narrow form-page">
      <p className="page-head">
        <a href={page.overview}>{t(carried ? 'templates.title' : 'respond.back')}</a>
        <span className="quiet">
          {[carried ? '' : t('respond.step', page.step), place.of > 1 ? t('respond.page', place) : '']
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
      </p>
      <h1>
        <bdi>{partnerName}</bdi>
      </h1>
      <ErrorSummary
        title={t(isSubmission ? 'respond.errors' : 'respond.check')}
        errors={wrong.map((id) => ({ fieldId: id, href: placeOf(id), text: `${wordsOf(id)} – ${describeError(id)}` }))}
      />
      {isConflict ? <ConflictNotice path={page.path} section={page.sections[0]?.id ?? ''} /> : null}
      {left.length > 0 ? (
        <OpenNotice count={left.length} items={left.map((id) => ({ href: placeOf(id), words: wordsOf(id) }))} />
      ) : null}
      <KeptForm arrived={page.arrived} echo={page.echo}>
        {isAskedAgain ? <input type="hidden" name="confirm_open" value="1" /> : null}
        <input type="hidden" name="page" value={page.sections[0]?.id ?? ''} />
        <input type="hidden" name="base" value={page.base} />
        {Object.entries(carried ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {page.sections.map((section) => (
          <SectionFields
            key={section.id}
            section={section}
            page={page}
            state={state}
            describeError={describeError}
            pipe={pipe}
          />
        ))}
        {isLast ? <p className="hint">{t('respond.final')}</p> : null}
        <div className="actions">
          {isLast ? (
            <button type="submit" name="intent" value="submit">
              {t(open.length > 0 ? 'respond.submit-anyway' : 'respond.submit')}
            </button>
          ) : (
            <button type="submit" name="intent" value="next">
              {t('respond.next')}
            </button>
          )}
          {place.number > 1 ? (
            <button type="submit" name="intent" value="previous" className="second">
              {t('respond.previous')}
            </button>
          ) : null}
          {carried ? null : (
            <button type="submit" name="intent" value="save" className="second">
              {t('respond.save')}
            </button>
          )}
          <span id="saved" className="quiet" role="status" />
        </div>
      </KeptForm>
      {carried ? null : <script src="/respond.js" defer />}
    </main>
  )
}

interface SectionFieldsProps extends ItemFieldProps {
  section: Section
}

function SectionFields({ section, ...props }: SectionFieldsProps) {
  const { page, pipe } = props
  const title = pipe(page.text.sections[section.id]?.title ?? '')
  return (
    <section aria-labelledby={`section-${section.id}`}>
      <h2 id={`section-${section.id}`}>{title}</h2>
      <p>{pipe(page.text.sections[section.id]?.text ?? '')}</p>
      {runsOf(section.items).map((run) =>
        Array.isArray(run) ? (
          <AgreementMatrix key={run[0]?.id} items={run} label={title} {...props} />
        ) : (
          <ItemField key={run.id} item={run} {...props} />
        ),
      )}
    </section>
  )
}

/** Items in their order, statements that follow each other together. */
function runsOf(items: readonly Item[]): (AgreementItem[] | OtherItem)[] {
  const runs: (AgreementItem[] | OtherItem)[] = []
  for (const item of items) {
    const last = runs.at(-1)
    if (item.kind !== 'agreement') runs.push(item)
    else if (Array.isArray(last)) last.push(item)
    else runs.push([item])
  }
  return runs
}

/** Ids of items and of their fields from top to bottom: each person has an order of their own. */
function pageOrder({ sections }: Questionnaire): string[] {
  return sections.flatMap(({ items }) => items.flatMap((item) => [...new Set([item.id, ...kindOf(item).fields(item)])]))
}

function promiseTexts({ items }: Section): [string, string][] {
  return items.flatMap((item) =>
    item.kind === 'promises'
      ? (item.parts ?? []).map(({ id, text }): [string, string] => [`${item.id}_${id}`, text])
      : [],
  )
}

/** The part behind a field: a part that is rated twice has two fields. */
function partOf(field: string): string {
  return field.replace(/_(importance|received)$/, '')
}

/** What is wrong with a field in words; undefined for fields that are right. */
function useErrorText(errors: AnswerFormState['errors']) {
  const { t, i18n } = useTranslation()
  return (id: string): string | undefined => {
    const error = errors[id]
    return error && answerErrorWords(t, i18n.language, error)
  }
}

function ConflictNotice({ path, section }: { path: string; section: string }) {
  const { t } = useTranslation()
  return (
    <div className="notice bad" role="alert" tabIndex={-1}>
      <p>
        <strong>{t('respond.conflict.title')}</strong> {t('respond.conflict.text')}
      </p>
      <p>
        <a href={`${path}?page=${section}`}>{t('respond.conflict.other')}</a>
      </p>
    </div>
  )
}
