interface FittedLinesProps {
  /** the same in words */
  description: string
  points: readonly { x: number; y: number }[]
  lines: readonly {
    label: string
    stroke: 'solid' | 'dashed' | 'dotted'
    /** in the order of x; the interval is shaded where it is given */
    points: readonly { x: number; fit: number; low?: number; high?: number }[]
  }[]
  xTitle: string
  yTitle: string
  direction: 'ltr' | 'rtl'
}

const WIDTH = 640
const HEIGHT = 380
const FRAME = { side: 46, otherSide: 24, top: 12, bottom: 60 }
const DASHES = { solid: undefined, dashed: '9 6', dotted: '2 5' } as const
const COLORS = ['var(--ink)', 'var(--buyer)', 'var(--supplier)']
const TICKS = [0, 25, 50, 75, 100]

/** Points on two scales from 0 to 100 with fitted lines; drawn on the server, so that it needs no script. */
export function FittedLines({ description, points, lines, xTitle, yTitle, direction }: FittedLinesProps) {
  const isRtl = direction === 'rtl'
  const along = (value: number) => FRAME.side + (value / 100) * (WIDTH - FRAME.side - FRAME.otherSide)
  const x = (value: number) => (isRtl ? WIDTH - along(value) : along(value))
  const y = (value: number) => {
    const shown = Math.max(0, Math.min(100, value))
    return HEIGHT - FRAME.bottom - (shown / 100) * (HEIGHT - FRAME.top - FRAME.bottom)
  }
  const at = (place: { x: number }, value: number) => `${x(place.x)},${y(value)}`
  return (
    <figure className="fitted-lines">
      <svg role="img" aria-label={description} viewBox={`0 0 ${WIDTH} ${HEIGHT}`}>
        {TICKS.map((tick) => (
          <g key={tick} stroke="var(--line)" fill="var(--quiet)">
            <line x1={x(0)} x2={x(100)} y1={y(tick)} y2={y(tick)} />
            <line x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(0) + 5} />
            <text stroke="none" x={x(tick)} y={y(0) + 24} textAnchor="middle">
              {tick}
            </text>
            <text stroke="none" x={isRtl ? WIDTH - 21 : 21} y={y(tick) + 5} textAnchor="middle">
              {tick}
            </text>
          </g>
        ))}
        <text x={(x(0) + x(100)) / 2} y={HEIGHT - 6} textAnchor="middle" fill="var(--ink)">
          {xTitle}
        </text>
        {points.map((point, index) => (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: points have no name, and never change their order
            key={index}
            cx={x(point.x)}
            cy={y(point.y)}
            r="4"
            fill="var(--quiet)"
            opacity="0.55"
          />
        ))}
        {lines.map(({ label, points: along, stroke }, index) => (
          <g key={label}>
            <polygon
              points={[
                ...along.flatMap((point) => (point.high === undefined ? [] : [at(point, point.high)])),
                ...along.flatMap((point) => (point.low === undefined ? [] : [at(point, point.low)])).reverse(),
              ].join(' ')}
              fill={COLORS[index % COLORS.length]}
              opacity="0.1"
            />
            <polyline
              points={along.map((point) => at(point, point.fit)).join(' ')}
              fill="none"
              stroke={COLORS[index % COLORS.length]}
              strokeWidth="2.5"
              strokeDasharray={DASHES[stroke]}
            />
          </g>
        ))}
      </svg>
      <figcaption>
        <span className="quiet">{yTitle}</span>
        <ul>
          {lines.map(({ label, stroke }, index) => (
            <li key={label}>
              <svg aria-hidden="true" width="34" height="10" viewBox="0 0 34 10">
                <line
                  x2="34"
                  y1="5"
                  y2="5"
                  stroke={COLORS[index % COLORS.length]}
                  strokeWidth="2.5"
                  strokeDasharray={DASHES[stroke]}
                />
              </svg>{' '}
              {label}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  )
}
