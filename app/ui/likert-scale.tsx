interface Choice {
  value: string
  label: string
}

interface LikertScaleProps {
  id: string
  label: string
  error: string | undefined
  /** something to point out beside the statement */
  note: string | undefined
  /** scale points from low to high; they run in reading direction, their values stay the same */
  points: Choice[]
  /** answers beside the scale: not applicable, cannot say */
  others: Choice[]
  value: string | undefined
}

/** One statement with its labelled points: a row where there is room, a list of large targets on a phone. */
export function LikertScale({ id, label, error, note, points, others, value }: LikertScaleProps) {
  const choice = ({ value: own, label: words }: Choice) => (
    <label key={own}>
      <input type="radio" name={id} value={own} defaultChecked={own === value} />
      <span>{words}</span>
    </label>
  )
  return (
    <fieldset id={id} className="card item" aria-describedby={error || note ? `${id}-note` : undefined}>
      <legend>{label}</legend>
      {error || note ? (
        <p id={`${id}-note`} className={error ? 'field-error' : 'still-open'}>
          {error ?? note}
        </p>
      ) : null}
      <div className="likert">{points.map(choice)}</div>
      <div className="likert-others">{others.map(choice)}</div>
    </fieldset>
  )
}
