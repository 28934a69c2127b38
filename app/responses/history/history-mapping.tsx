import { formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { FUNCTIONS } from '#app/relationships/functions'
import { ImportProblems } from '#app/relationships/import-problems'
import type { ImportProblem } from '#app/relationships/parse-import'
import { AUDIENCES, MINIMUM_GROUP_SIZES, RETENTION_MONTHS } from '#app/studies/promise'
import { ErrorSummary } from '#app/ui/error-summary'
import { Field } from '#app/ui/field'
import { HistoryFiles } from './history-files'
import { columnField, HISTORY_COLUMNS, ITEM_FIELD, NEEDED_COLUMNS } from './history-form'

interface HistoryMappingProps {
  answersCsv: string
  relationshipsCsv: string
  header: readonly string[]
  /** columns, or items where each answer has a line of its own */
  sources: readonly string[]
  /** of the instrument */
  fields: readonly string[]
  instruments: readonly { value: string; title: string }[]
  values: Readonly<Record<string, unknown>>
  errors: Readonly<Record<string, string[]>>
}

/** How the columns of an earlier study's table are read, and what the study was. */
export function HistoryMapping(props: HistoryMappingProps) {
  const { answersCsv, relationshipsCsv, header, sources, fields, instruments, values, errors } = props
  const { t } = useTranslation()
  const value = (name: string, initial = '') => String(values[name] ?? initial)
  const error = (name: string) => (errors[name]?.[0] ? t(errors[name][0]) : undefined)
  const labels: Record<string, string> = {
    ...Object.fromEntries(HISTORY_COLUMNS.map((name) => [columnField(name), t(`history.column.${name}`)])),
    ...{ items: t('history.items'), firstDay: t('history.first-day'), monthsBetween: t('history.months-between') },
    ...{ functionDefault: t('history.function-default') },
    ...Object.fromEntries(fields.map((field) => [`${ITEM_FIELD}${field}`, field])),
  }
  const labelOf = (name: string) => labels[name] ?? t(`studies.form.${name}`)
  const select = (name: string, options: readonly { value: string; text: string }[], initial = '') => (
    <Field id={name} label={labelOf(name)} error={error(name)} key={name}>
      {(describe) => (
        <select {...describe} name={name} defaultValue={value(name, initial)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  const input = (name: string, type = 'text', initial = '') => (
    <Field id={name} label={labelOf(name)} error={error(name)}>
      {(describe) => <input {...describe} name={name} type={type} defaultValue={value(name, initial)} />}
    </Field>
  )
  const none = { value: '', text: t('history.none') }
  const choose = (names: readonly string[]) => [none, ...names.map((name) => ({ value: name, text: name }))]
  return (
    <>
      <input type="hidden" name="answersCsv" value={answersCsv} />
      <input type="hidden" name="relationshipsCsv" value={relationshipsCsv} />
      <ErrorSummary
        title={t('words.form-errors')}
        errors={Object.keys(errors).map((name) => ({ fieldId: name, text: `${labelOf(name)}: ${error(name)}` }))}
      />
      <details className="card">
        <summary>{t('history.other-file')}</summary>
        <HistoryFiles />
      </details>
      <section className="card" aria-labelledby="columns-head">
        <h2 id="columns-head">{t('history.columns')}</h2>
        <p className="hint">{t('history.columns-hint')}</p>
        <div className="columns">
          {HISTORY_COLUMNS.map((name) => {
            const isNeeded = NEEDED_COLUMNS.some((one) => one === name)
            return select(
              columnField(name),
              isNeeded ? choose(header).slice(value(columnField(name)) ? 1 : 0) : choose(header),
            )
          })}
        </div>
      </section>
      <section className="card" aria-labelledby="items-head" id="items">
        <h2 id="items-head">{t('history.items')}</h2>
        <p className="hint">{t('history.items-hint')}</p>
        {error('items') ? <p className="field-error">{error('items')}</p> : null}
        <div className="columns">{fields.map((field) => select(`${ITEM_FIELD}${field}`, choose(sources)))}</div>
      </section>
      <section className="card" aria-labelledby="study-head">
        <h2 id="study-head">{t('history.study')}</h2>
        <p className="hint">{t('history.study-hint')}</p>
        {input('name')}
        {select(
          'instrument',
          instruments.map(({ value: key, title }) => ({ value: key, text: title })),
        )}
        {select(
          'audience',
          AUDIENCES.map((audience) => ({ value: audience, text: t(`studies.form.audience-${audience}`) })),
        )}
        {select(
          'minimumGroupSize',
          MINIMUM_GROUP_SIZES.shared.map((size) => ({ value: String(size), text: String(size) })),
          '3',
        )}
        {input('firstDay', 'date')}
        {input('monthsBetween', 'number', '3')}
        {select(
          'functionDefault',
          FUNCTIONS.map((name) => ({ value: name, text: t(`words.functions.${name}`) })),
          'management',
        )}
        {input('retentionMonths', 'number', String(RETENTION_MONTHS.most))}
        {input('contactName')}
        {input('contactEmail', 'email')}
      </section>
      <div className="actions">
        <button type="submit" name="intent" value="check">
          {t('history.check')}
        </button>
      </div>
    </>
  )
}

interface HistoryPreviewProps {
  problems: ImportProblem[]
  problemCount: number
  counts: Record<'waves' | 'responses' | 'people' | 'relationships' | 'organizations', number> | undefined
}

/** What would come of it, with the button that does it; or every line that stands in its way. */
export function HistoryPreview({ problems, problemCount, counts }: HistoryPreviewProps) {
  const { t, i18n } = useTranslation()
  if (problemCount > 0) return <ImportProblems problems={problems} count={problemCount} />
  if (!counts) return null
  const show = (count: number) => formatNumber(i18n.language, count, 0)
  return (
    <section className="card" aria-labelledby="preview">
      <h2 id="preview">{t('history.preview')}</h2>
      <ul>
        {(['waves', 'responses', 'people', 'relationships', 'organizations'] as const).map((name) => (
          <li key={name}>
            {t(`history.count.${name}`)}: {show(counts[name])}
          </li>
        ))}
      </ul>
      <p>{t('history.preview-text')}</p>
      <div className="actions">
        <button type="submit" name="intent" value="import">
          {t('history.import')}
        </button>
      </div>
    </section>
  )
}
