import { Field } from './field'

interface TextAnswerProps {
  id: string
  label: string
  hint: string
  error: string | undefined
  /** how long the text may be; it is not cut: what is too long is told so, and stays */
  limit: { maximum: number; words: string; left: string; over: string }
  value: string | undefined
  /** a tick that allows to show the text */
  consent: { field: string; label: string; isTicked: boolean } | undefined
}

/** Free text, with the tick without which nobody else reads it. Where script runs, the limit becomes what is left of it. */
export function TextAnswer({ id, label, hint, error, limit, value, consent }: TextAnswerProps) {
  return (
    <div className="card item">
      <Field id={id} label={label} hint={hint} error={error}>
        {({ 'aria-describedby': describedBy = '', ...describe }) => (
          <>
            <textarea
              {...describe}
              aria-describedby={`${describedBy} ${id}-limit`.trim()}
              name={id}
              rows={4}
              dir="auto"
              defaultValue={value ?? ''}
            />
            <p
              id={`${id}-limit`}
              className="hint"
              data-limit={limit.maximum}
              data-left={limit.left}
              data-over={limit.over}
            >
              {limit.words}
            </p>
          </>
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
