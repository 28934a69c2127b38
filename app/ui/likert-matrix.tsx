interface Choice {
  value: string
  label: string
}

export interface MatrixRow {
  id: string
  label: string
  error: string | undefined
  /** something to point out beside the statement */
  note: string | undefined
  value: string | undefined
  /** answers beside the scale that this row offers; others stay empty */
  others: readonly string[]
}

interface LikertMatrixProps {
  /** names the table */
  label: string
  /** scale points from low to high; they run in reading direction, their values stay the same */
  points: Choice[]
  /** answers beside the scale: not applicable, cannot say */
  others: Choice[]
  rows: MatrixRow[]
  /** on a phone the points of a row stand beside each other, and all words of the scale once above: for many rows */
  isCompact?: boolean
}

/**
 * Statements that share a scale: a table where there is room, one card per statement on a phone; the same form data. Who
 * listens hears neither: a group of choices for each statement, named by it, whose choices bear the words of the scale.
 */
export function LikertMatrix({ label, points, others, rows, isCompact = false }: LikertMatrixProps) {
  const columns = [...points, ...others]
  return (
    // biome-ignore lint/a11y/useSemanticElements: the table is how it looks, a group is what it is; a fieldset cannot have columns
    <table className={isCompact ? 'matrix compact' : 'matrix'} role="group" aria-label={label}>
      <thead aria-hidden="true">
        <tr>
          <td />
          {columns.map(({ value, label: words }, index) => (
            <th key={value} scope="col" className={index >= points.length ? 'other' : undefined}>
              {words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.id}
            id={row.id}
            className="item"
            role="radiogroup"
            aria-labelledby={`${row.id}-label`}
            aria-describedby={row.error || row.note ? `${row.id}-note` : undefined}
            aria-invalid={row.error ? true : undefined}
          >
            <th scope="row">
              <span id={`${row.id}-label`}>{row.label}</span>
              {row.error || row.note ? (
                <span id={`${row.id}-note`} className={row.error ? 'field-error' : 'still-open'}>
                  {row.error ?? row.note}
                </span>
              ) : null}
            </th>
            {columns.map(({ value, label: words }, index) => {
              const isOther = index >= points.length
              return (
                <td key={value} className={isOther ? 'other' : undefined}>
                  {isOther && !row.others.includes(value) ? null : (
                    <label>
                      <input type="radio" name={row.id} value={value} defaultChecked={value === row.value} />
                      <span>{words}</span>
                    </label>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
