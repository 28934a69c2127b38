interface Choice {
  value: string
  label: string
}

interface LikertScaleProps {
  id: string
  label: string
  error: string | undefined
  /** scale points from low to high; they run in reading direction */
  points: Choice[]
  /** answers beside the scale: not applicable, cannot say */
  others: Choice[]
  value: string | undefined
}

/** One statement with its labelled points: a row where there is room, a list of large targets on a phone. */
export function LikertScale({ id, label, error, points, others, value }: LikertScaleProps) {
  const choice = ({ value: own, label: words }: Choice) => (
    <label key={own}>
      <input type="radio" name={id} value={own} defaultChecked={own === value} />
      <span>{words}</span>
    </label>
  )
  return (
    <fieldset id={id} className="card item" aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{label}</legend>
      {error ? (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      ) : null}
      <div className="likert">{points.map(choice)}</div>
      <div className="likert-others">{others.map(choice)}</div>
    </fieldset>
  )
}
