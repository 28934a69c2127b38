import { Field } from './field'

interface NumberAnswerProps {
  id: string
  label: string
  unit: string
  error: string | undefined
  note: string | undefined
  value: string | undefined
  /** whether it can be below zero: number pads of some telephones have no minus */
  isSigned: boolean
}

/** A number with its unit; a text field with a number pad, so that digits of every script can be typed. */
export function NumberAnswer({ id, label, unit, error, note, value, isSigned }: NumberAnswerProps) {
  return (
    <div className="card item">
      <Field id={id} label={label} hint={note} error={error}>
        {(describe) => (
          <span className="with-unit">
            <input
              {...describe}
              name={id}
              inputMode={isSigned ? 'text' : 'decimal'}
              autoComplete="off"
              maxLength={40}
              defaultValue={value ?? ''}
            />
            <span>{unit}</span>
          </span>
        )}
      </Field>
    </div>
  )
}
