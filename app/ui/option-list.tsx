interface OptionListProps {
  id: string
  label: string
  hint?: string | undefined
  error: string | undefined
  /** something to point out beside the question */
  note: string | undefined
  /** radio buttons of one field, or ticks of their own fields */
  options: { name: string; value: string; label: string; isChosen: boolean }[]
  isMultiple: boolean
}

/** A question with its options below each other, each a large target. */
export function OptionList({ id, label, hint, error, note, options, isMultiple }: OptionListProps) {
  const described = [hint && `${id}-hint`, (error || note) && `${id}-note`].filter(Boolean).join(' ')
  return (
    <fieldset id={id} className="card item" aria-describedby={described || undefined}>
      <legend>{label}</legend>
      {error || note ? (
        <p id={`${id}-note`} className={error ? 'field-error' : 'still-open'}>
          {error ?? note}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      ) : null}
      <div className="options">
        {options.map((option) => (
          <label key={option.name + option.value}>
            <input
              type={isMultiple ? 'checkbox' : 'radio'}
              name={option.name}
              value={option.value}
              defaultChecked={option.isChosen}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
