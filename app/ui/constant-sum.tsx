interface ConstantSumProps {
  id: string
  label: string
  hint: string
  error: string | undefined
  note: string | undefined
  total: number
  /** `goal` stands below the parts; where script runs, respond.js puts the running total there, in the other words */
  words: { goal: string; total: string; left: string; over: string; rest: string }
  /** a tick that says there is nothing to share out */
  none: { field: string; label: string; isTicked: boolean }
  parts: { id: string; label: string; hint: string; value: string | undefined; error: string | undefined }[]
}

/** Shares that make a whole. The server checks the sum; where script runs, a running total helps to reach it. */
export function ConstantSum({ id, label, hint, error, note, total, words, none, parts }: ConstantSumProps) {
  return (
    <fieldset
      id={id}
      className="card item"
      aria-describedby={`${id}-hint ${id}-total`}
      data-sum={total}
      data-rest={words.rest}
    >
      <legend>{label}</legend>
      {note ? <p className="still-open">{note}</p> : null}
      <label className="none">
        <input type="checkbox" name={none.field} value="1" defaultChecked={none.isTicked} /> {none.label}
      </label>
      <div className="shares">
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
        {parts.map((part) => (
          <div key={part.id} className="share">
            <label htmlFor={part.id}>{part.label}</label>
            <span className="with-unit">
              <input
                id={part.id}
                name={part.id}
                inputMode="numeric"
                autoComplete="off"
                maxLength={6}
                defaultValue={part.value ?? ''}
                aria-invalid={part.error ? true : undefined}
                aria-describedby={part.error ? `${part.id}-hint ${part.id}-error` : `${part.id}-hint`}
              />
              <span>%</span>
            </span>
            <p id={`${part.id}-hint`} className="hint">
              {part.hint}
            </p>
            {part.error ? (
              <p id={`${part.id}-error`} className="field-error">
                {part.error}
              </p>
            ) : null}
          </div>
        ))}
        <div className="total">
          {error ? <p className="field-error">{error}</p> : null}
          <p
            id={`${id}-total`}
            aria-live="polite"
            data-total={words.total}
            data-left={words.left}
            data-over={words.over}
          >
            {words.goal}
          </p>
        </div>
      </div>
    </fieldset>
  )
}
