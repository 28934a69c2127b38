export interface Bubble {
  x: number
  y: number
  /** 0–1, by area */
  size: number
  color: string
  /** drawn without a filling */
  isRing?: boolean
  /** told when it is pointed at */
  label: string
}

interface BubbleChartProps {
  /** what a person who cannot see it should know; a table beside it has the same values */
  description: string
  bubbles: Bubble[]
  xRange: [number, number]
  yRange: [number, number]
  xTitle: string
  yTitle: string
  direction: 'ltr' | 'rtl'
  /** numbers on the axes in the reader's language */
  format: (value: number) => string
}

const WIDTH = 720
const HEIGHT = 400
const MARGIN = { start: 64, end: 16, top: 12, bottom: 48 }
const RADIUS = { least: 4, most: 20 }
const TICKS = 4

/** Points by two values, sized and coloured by two more. Drawn on the server: it is there without script, and prints. */
export function BubbleChart({
  description,
  bubbles,
  xRange,
  yRange,
  xTitle,
  yTitle,
  direction,
  format,
}: BubbleChartProps) {
  const isMirrored = direction === 'rtl'
  const left = isMirrored ? MARGIN.end : MARGIN.start
  const right = WIDTH - (isMirrored ? MARGIN.start : MARGIN.end)
  const bottom = HEIGHT - MARGIN.bottom
  const share = (value: number, [low, high]: [number, number]) => Math.min(1, Math.max(0, (value - low) / (high - low)))
  const across = (value: number) => {
    const at = share(value, xRange)
    return left + (isMirrored ? 1 - at : at) * (right - left)
  }
  const up = (value: number) => bottom - share(value, yRange) * (bottom - MARGIN.top)
  const ticks = ([low, high]: [number, number]) =>
    Array.from({ length: TICKS + 1 }, (_, i) => low + (i * (high - low)) / TICKS)
  return (
    <svg className="bubbles" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={description}>
      {ticks(yRange).map((value) => (
        <g key={`y${value}`}>
          <line x1={left} x2={right} y1={up(value)} y2={up(value)} className={value === 0 ? 'axis' : 'grid'} />
          <text
            x={isMirrored ? right + 8 : left - 8}
            y={up(value) + 4}
            textAnchor={isMirrored ? 'start' : 'end'}
            direction="ltr"
          >
            {format(value)}
          </text>
        </g>
      ))}
      {ticks(xRange).map((value) => (
        <text key={`x${value}`} x={across(value)} y={bottom + 18} textAnchor="middle" direction="ltr">
          {format(value)}
        </text>
      ))}
      <text x={(left + right) / 2} y={HEIGHT - 8} textAnchor="middle">
        {xTitle}
      </text>
      <text
        x={0}
        y={0}
        textAnchor="middle"
        transform={`translate(${isMirrored ? WIDTH - 12 : 14} ${(MARGIN.top + bottom) / 2}) rotate(${isMirrored ? 90 : -90})`}
      >
        {yTitle}
      </text>
      {bubbles.map(({ x, y, size, color, isRing, label }) => (
        <circle
          key={`${x} ${y} ${label}`}
          cx={across(x)}
          cy={up(y)}
          r={RADIUS.least + Math.sqrt(Math.min(1, Math.max(0, size))) * (RADIUS.most - RADIUS.least)}
          fill={color}
          fillOpacity={isRing ? 0 : 0.6}
          stroke={color}
        >
          <title>{label}</title>
        </circle>
      ))}
    </svg>
  )
}
