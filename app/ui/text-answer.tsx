import { Field } from './field'

interface TextAnswerProps {
  id: string
  label: string
  hint: string
  error: string | undefined
  maximum: number
  value: string | undefined
  /** a tick that allows to show the text */
  consent: { field: string; label: string; isTicked: boolean } | undefined
}

/** Free text, with the tick without which nobody else reads it. */
export function TextAnswer({ id, label, hint, error, maximum, value, consent }: TextAnswerProps) {
  return (
    <div className="card item">
      <Field id={id} label={label} hint={hint} error={error}>
        {(describe) => (
          <textarea {...describe} name={id} rows={4} maxLength={maximum} dir="auto" defaultValue={value ?? ''} />
        )}
      </Field>
      {consent ? (
        <label className="none">
          <input type="checkbox" name={consent.field} value="1" defaultChecked={consent.isTicked} /> {consent.label}
        </label>
      ) : null}
    </div>
  )
}
