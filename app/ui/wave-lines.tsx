import type { LineSeries } from './line-chart'

interface WaveLinesProps {
  /** what a person who cannot see it should know; a table beside it has the same values */
  description: string
  labels: string[]
  /** two at most: one drawn with circles, the other with squares */
  series: LineSeries[]
  minimum: number
  maximum: number
  yTitle: string
  direction: 'ltr' | 'rtl'
  /** numbers on the axis in the reader's language */
  format: (value: number) => string
}

const WIDTH = 440
const HEIGHT = 180
const MARGIN = { start: 52, end: 12, top: 10, bottom: 28 }
const TICKS = 4
/** More words would touch each other. */
const MOST_LABELS = 6
const RADIUS = 4

/** Values over waves with their intervals, drawn on the server: it is there without script, and prints. */
export function WaveLines({
  description,
  labels,
  series,
  minimum,
  maximum,
  yTitle,
  direction,
  format,
}: WaveLinesProps) {
  const isMirrored = direction === 'rtl'
  const left = isMirrored ? MARGIN.end : MARGIN.start
  const right = WIDTH - (isMirrored ? MARGIN.start : MARGIN.end)
  const bottom = HEIGHT - MARGIN.bottom
  const step = (right - left) / Math.max(1, labels.length)
  const across = (place: number) => {
    const at = step * (place + 0.5)
    return isMirrored ? right - at : left + at
  }
  const share = (value: number) => Math.min(1, Math.max(0, (value - minimum) / (maximum - minimum)))
  const up = (value: number) => bottom - share(value) * (bottom - MARGIN.top)
  const ticks = Array.from({ length: TICKS + 1 }, (_, i) => minimum + (i * (maximum - minimum)) / TICKS)
  const every = Math.ceil(labels.length / MOST_LABELS)
  return (
    <figure className="wave-lines">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={description}>
        {ticks.map((value) => (
          <g key={value}>
            <line x1={left} x2={right} y1={up(value)} y2={up(value)} className="grid" />
            <text
              x={isMirrored ? right + 6 : left - 6}
              y={up(value) + 4}
              textAnchor={isMirrored ? 'start' : 'end'}
              direction="ltr"
            >
              {format(value)}
            </text>
          </g>
        ))}
        {labels.map((label, place) =>
          // counted from the newest one, which is always named
          (labels.length - 1 - place) % every === 0 ? (
            <text key={label} x={across(place)} y={bottom + 18} textAnchor="middle">
              {label}
            </text>
          ) : null,
        )}
        <text
          x={0}
          y={0}
          textAnchor="middle"
          transform={`translate(${isMirrored ? WIDTH - 8 : 12} ${(MARGIN.top + bottom) / 2}) rotate(${isMirrored ? 90 : -90})`}
        >
          {yTitle}
        </text>
        {series.map(({ label, color, values, intervals }, line) => {
          // a little aside, so that the intervals of two sides do not cover each other
          const aside = series.length > 1 ? (line === 0 ? -RADIUS : RADIUS) : 0
          return (
            <g key={label} stroke={color} fill={color}>
              {values.map((value, place) => {
                if (value == null) return null
                const x = across(place) + aside
                const next = values[place + 1]
                const interval = intervals?.[place]
                return (
                  <g key={labels[place]}>
                    {next == null ? null : (
                      <line x1={x} y1={up(value)} x2={across(place + 1) + aside} y2={up(next)} strokeWidth="2" />
                    )}
                    {interval ? (
                      <line x1={x} x2={x} y1={up(interval[0])} y2={up(interval[1])} strokeWidth="1.5" />
                    ) : null}
                    <Mark x={x} y={up(value)} line={line} />
                  </g>
                )
              })}
            </g>
          )
        })}
      </svg>
      <figcaption>
        <ul className="legend">
          {series.map(({ label, color }, line) => (
            <li key={label}>
              <svg className="mark" viewBox="0 0 12 12" aria-hidden="true" fill={color}>
                <Mark x={6} y={6} line={line} />
              </svg>
              {label}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  )
}

/** Apart without colour, too: reports are printed in black and white. */
function Mark({ x, y, line }: { x: number; y: number; line: number }) {
  return line === 0 ? (
    <circle cx={x} cy={y} r={RADIUS} />
  ) : (
    <rect x={x - RADIUS} y={y - RADIUS} width={2 * RADIUS} height={2 * RADIUS} />
  )
}
