interface QuartileStripsProps {
  /** the same in words */
  description: string
  strips: readonly {
    label: string
    low: number
    median: number
    high: number
    /** one value among them */
    mark?: number | undefined
  }[]
  range: readonly [number, number]
  direction: 'ltr' | 'rtl'
  format: (value: number) => string
}

const WIDTH = 640
const EDGE = 24
const ROW = 46
const TICKS = 4

/** The middle half of several distributions with their medians, on one scale, and a value in each; drawn on the server. */
export function QuartileStrips({ description, strips, range: [least, most], direction, format }: QuartileStripsProps) {
  const along = (value: number) => EDGE + ((value - least) / (most - least)) * (WIDTH - 2 * EDGE)
  const x = (value: number) => (direction === 'rtl' ? WIDTH - along(value) : along(value))
  const bottom = strips.length * ROW
  const ticks = Array.from({ length: TICKS + 1 }, (_, place) => least + (place * (most - least)) / TICKS)
  return (
    <svg className="quartile-strips" role="img" aria-label={description} viewBox={`0 0 ${WIDTH} ${bottom + 26}`}>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1="0" y2={bottom} stroke="var(--line)" />
          <text x={x(tick)} y={bottom + 18} textAnchor="middle" direction="ltr" fill="var(--quiet)">
            {format(tick)}
          </text>
        </g>
      ))}
      {strips.map(({ label, low, median, high, mark }, place) => {
        const top = place * ROW
        return (
          <g key={label}>
            <text
              x={direction === 'rtl' ? WIDTH - EDGE : EDGE}
              y={top + 15}
              direction={direction}
              textAnchor="start"
              fill="var(--ink)"
            >
              {label}
            </text>
            <rect
              x={Math.min(x(low), x(high))}
              width={Math.max(1, Math.abs(x(high) - x(low)))}
              y={top + 22}
              height="16"
              rx="3"
              fill="var(--accent-soft)"
              stroke="var(--quiet)"
            />
            <line x1={x(median)} x2={x(median)} y1={top + 19} y2={top + 41} stroke="var(--ink)" strokeWidth="3" />
            {mark === undefined ? null : <circle cx={x(mark)} cy={top + 30} r="6" fill="var(--supplier)" />}
          </g>
        )
      })}
    </svg>
  )
}
