interface SpreadStripProps {
  /** the same in words */
  description: string
  /** where the grades of the scale begin, from 0 on; the last one ends at 1 */
  borders: readonly number[]
  lowerQuartile: number
  median: number
  upperQuartile: number
  mean: number
  direction: 'ltr' | 'rtl'
  format: (value: number) => string
}

const WIDTH = 360
const EDGE = 14

/** Middle half, median and mean of values between 0 and 1, over the grades of their scale; drawn on the server. */
export function SpreadStrip(props: SpreadStripProps) {
  const { description, borders, lowerQuartile, median, upperQuartile, mean, direction, format } = props
  const along = (value: number) => EDGE + value * (WIDTH - 2 * EDGE)
  const x = (value: number) => (direction === 'rtl' ? WIDTH - along(value) : along(value))
  const span = (from: number, to: number) => ({ x: Math.min(x(from), x(to)), width: Math.abs(x(to) - x(from)) })
  return (
    <svg className="spread-strip" role="img" aria-label={description} viewBox={`0 0 ${WIDTH} 58`}>
      {borders.map((from, grade) => (
        <rect
          key={from}
          {...span(from, borders[grade + 1] ?? 1)}
          y="4"
          height="34"
          fill="var(--accent)"
          opacity={0.06 + 0.09 * grade}
        />
      ))}
      {[...borders, 1].map((border) => (
        <text key={border} x={x(border)} y="54" textAnchor="middle" fontSize="12" fill="var(--quiet)">
          {format(border)}
        </text>
      ))}
      <rect
        {...span(lowerQuartile, upperQuartile)}
        y="12"
        height="18"
        rx="3"
        fill="var(--paper)"
        stroke="var(--ink)"
        strokeWidth="1.5"
      />
      <line x1={x(median)} x2={x(median)} y1="8" y2="34" stroke="var(--ink)" strokeWidth="3" />
      <circle cx={x(mean)} cy="21" r="4" fill="var(--supplier)" />
    </svg>
  )
}
