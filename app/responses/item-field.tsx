import { useTranslation } from '#app/i18n/use-translation'
import { type AgreementItem, type Item, SPOKEN_MISSING } from '#app/instruments/instrument-schema'
import { noneField } from '#app/instruments/kinds/choices'
import { PAIR_RATINGS } from '#app/instruments/kinds/pairs'
import { PROMISE_VERDICTS } from '#app/instruments/kinds/promises'
import { consentField } from '#app/instruments/kinds/text'
import { isTicked, TICKED } from '#app/instruments/ticked'
import { ConstantSum } from '#app/ui/constant-sum'
import { LikertMatrix } from '#app/ui/likert-matrix'
import { LikertScale } from '#app/ui/likert-scale'
import { NumberAnswer } from '#app/ui/number-answer'
import { OptionList } from '#app/ui/option-list'
import { TextAnswer } from '#app/ui/text-answer'
import type { AnswerFormState } from './answer-form'
import type { Questionnaire } from './questionnaire'
import { scalePoints } from './scale-points'
import { textLimit } from './text-limit'

export interface ItemFieldProps {
  page: Questionnaire
  state: AnswerFormState
  describeError: (id: string) => string | undefined
  /** names put into the slots of a text */
  pipe: (words: string) => string
}

/** Whatever is not a statement to agree with: those stand in tables. */
export type OtherItem = Exclude<Item, AgreementItem>

/** One question, whatever its kind, as the person has answered it so far. */
export function ItemField({ item, page, state, describeError, pipe }: ItemFieldProps & { item: OtherItem }) {
  const { t, i18n } = useTranslation()
  const { text } = page
  const { fields, open } = state
  const words = text.items[item.id]
  const common = {
    id: item.id,
    label: pipe(words?.text ?? ''),
    error: describeError(item.id),
    note: open.includes(item.id) ? t('respond.still-open') : undefined,
  }
  const hint = pipe(words?.hint ?? '')
  const missing = (offered: readonly (typeof SPOKEN_MISSING)[number][] = SPOKEN_MISSING) =>
    offered.map((value) => ({ value, label: text.missing[value] }))
  const radio = (value: string, label: string) => ({
    name: item.id,
    value,
    label,
    isChosen: fields[item.id] === value,
  })
  switch (item.kind) {
    case 'bipolar':
      return (
        <LikertScale
          {...common}
          points={scalePoints(text.scales?.[item.anchors], item.minimum)}
          others={missing(item.missing)}
          value={fields[item.id]}
        />
      )
    case 'number':
      return (
        <NumberAnswer {...common} unit={pipe(words?.unit ?? '')} value={fields[item.id]} isSigned={item.minimum < 0} />
      )
    case 'choice':
      return (
        <OptionList
          {...common}
          hint={hint}
          isMultiple={false}
          options={[
            ...item.options.map((option) => radio(option, pipe(words?.options?.[option] ?? option))),
            ...missing(item.missing).map(({ value, label }) => radio(value, label)),
          ]}
        />
      )
    case 'choices': {
      const tick = (name: string, label: string) => ({ name, value: TICKED, label, isChosen: isTicked(fields[name]) })
      return (
        <OptionList
          {...common}
          hint={hint}
          isMultiple
          options={[
            ...item.options.map((option) => tick(`${item.id}_${option}`, pipe(words?.options?.[option] ?? option))),
            tick(noneField(item.id), t('respond.none-of-these')),
          ]}
        />
      )
    }
    case 'pairs':
      return (
        <section className="pairs" aria-labelledby={`${item.id}-title`}>
          <h3 id={`${item.id}-title`}>{common.label}</h3>
          {common.note ? <p className="still-open">{common.note}</p> : null}
          {PAIR_RATINGS.map((rating) => (
            <div key={rating}>
              <h4>{t(`respond.pairs.${rating}`)}</h4>
              <LikertMatrix
                label={`${common.label} ${t(`respond.pairs.${rating}`)}`}
                points={scalePoints(text.scales?.[item[rating]], item.minimum)}
                others={missing(item.missing)}
                rows={item.parts.map((part) => ({
                  id: `${part.id}_${rating}`,
                  label: pipe(text.parts[part.id]?.text ?? part.id),
                  error: describeError(`${part.id}_${rating}`),
                  note: undefined,
                  value: fields[`${part.id}_${rating}`],
                  others: item.missing ?? SPOKEN_MISSING,
                }))}
              />
            </div>
          ))}
        </section>
      )
    case 'text':
      return (
        <TextAnswer
          {...common}
          hint={hint}
          limit={textLimit(t, i18n.language, item.maximum)}
          value={fields[item.id]}
          consent={
            item.hasConsent
              ? {
                  field: consentField(item.id),
                  label: t('respond.consent'),
                  isTicked: isTicked(fields[consentField(item.id)]),
                }
              : undefined
          }
        />
      )
    case 'promises':
      return (
        <section className="pairs" aria-labelledby={`${item.id}-title`}>
          <h3 id={`${item.id}-title`}>{common.label}</h3>
          {item.parts?.map((part) => {
            const name = `${item.id}_${part.id}`
            const verdicts = Object.keys(PROMISE_VERDICTS).map((value) => [value, words?.options?.[value] ?? value])
            return (
              <OptionList
                key={part.id}
                id={name}
                label={part.text}
                error={describeError(name)}
                note={common.note && !fields[name] ? common.note : undefined}
                isMultiple={false}
                options={[...verdicts, ['cannot_say', text.missing.cannot_say]].map(([value = '', label = '']) => ({
                  name,
                  value,
                  label,
                  isChosen: fields[name] === value,
                }))}
              />
            )
          })}
        </section>
      )
    case 'constant_sum':
      return (
        <ConstantSum
          {...common}
          hint={hint}
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
            label: pipe(words?.none ?? ''),
            isTicked: isTicked(fields[item.none.field]),
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
}

interface AgreementMatrixProps extends ItemFieldProps {
  label: string
  items: AgreementItem[]
}

/** Statements to agree with that stand below each other share one table. */
export function AgreementMatrix({ items, label, page, state, describeError, pipe }: AgreementMatrixProps) {
  const { t } = useTranslation()
  const { text, scale } = page
  const offered = SPOKEN_MISSING.filter((reason) =>
    items.some((item) => (item.missing ?? SPOKEN_MISSING).includes(reason)),
  )
  return (
    <LikertMatrix
      label={label}
      points={scalePoints(text.anchors, scale.minimum)}
      others={offered.map((value) => ({ value, label: text.missing[value] }))}
      rows={items.map((item) => ({
        id: item.id,
        label: pipe(text.items[item.id]?.text ?? ''),
        error: describeError(item.id),
        note: state.open.includes(item.id) ? t('respond.still-open') : undefined,
        value: state.fields[item.id],
        others: item.missing ?? SPOKEN_MISSING,
      }))}
    />
  )
}
