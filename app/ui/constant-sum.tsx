interface ConstantSumProps {
  id: string
  label: string
  hint: string
  error: string | undefined
  total: number
  totalLabel: string
  leftLabel: string
  /** words of the button that respond.js puts beside each part */
  restLabel: string
  none: { field: string; label: string; isTicked: boolean }
  parts: { id: string; label: string; hint: string; value: string | undefined; error: string | undefined }[]
}

/** Shares that make a whole. The server checks the sum; where script runs, a running total helps to reach it. */
export function ConstantSum({ id, label, hint, error, total, totalLabel, leftLabel, restLabel, none, parts }: ConstantSumProps) {
  return (
    <fieldset id={id} className="card item" aria-describedby={`${id}-hint ${id}-total`} data-sum={total} data-rest={restLabel}>
      <legend>{label}</legend>
      <p id={`${id}-hint`} className="hint">
        {hint}
      </p>
      <p>
        <label className="none">
          <input type="checkbox" name={none.field} value="1" defaultChecked={none.isTicked} /> {none.label}
        </label>
      </p>
      <div className="shares">
        {parts.map((part) => (
          <div key={part.id} className="share">
            <label htmlFor={part.id}>
              {part.label}
              <span className="hint">{part.hint}</span>
            </label>
            <span className="with-unit">
              <input
                id={part.id}
                name={part.id}
                inputMode="numeric"
                autoComplete="off"
                maxLength={6}
                defaultValue={part.value ?? ''}
                aria-invalid={part.error ? true : undefined}
                aria-describedby={part.error ? `${part.id}-error` : undefined}
              />
              <span>%</span>
            </span>
            {part.error ? (
              <p id={`${part.id}-error`} className="field-error">
                {part.error}
              </p>
            ) : null}
          </div>
        ))}
      </div>
      <p id={`${id}-total`} className="total" data-total={totalLabel} data-left={leftLabel}>
        {error ? <span className="field-error">{error}</span> : `${totalLabel}: ${total} %`}
      </p>
    </fieldset>
  )
}
