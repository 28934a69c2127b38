import { Fragment } from 'react'

interface SparklineProps {
  /** the same in words */
  description: string
  /** null leaves a gap */
  lines: { color: string; values: (number | null)[] }[]
  /** what the lower and the upper edge stand for: the same for all that are compared */
  range: readonly [number, number]
}

const WIDTH = 90
const HEIGHT = 28

/** A trend small enough for a table cell; drawn on the server, in reading direction by the stylesheet. */
export function Sparkline({ description, lines, range: [lowest, highest] }: SparklineProps) {
  const count = Math.max(...lines.map((line) => line.values.length), 1)
  const x = (index: number) => (count === 1 ? WIDTH / 2 : 4 + (index * (WIDTH - 8)) / (count - 1))
  const y = (value: number) => HEIGHT - 3 - ((value - lowest) / (highest - lowest)) * (HEIGHT - 6)
  return (
    <svg
      className="sparkline"
      role="img"
      aria-label={description}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    >
      {lines.map(({ color, values }) => (
        <g key={color} stroke={color} fill={color}>
          {values.map((value, index) => {
            const next = values[index + 1]
            if (value == null) return null
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a wave's place is its identity
              <Fragment key={index}>
                <circle cx={x(index)} cy={y(value)} r="2" />
                {next == null ? null : (
                  <line x1={x(index)} y1={y(value)} x2={x(index + 1)} y2={y(next)} strokeWidth="2" />
                )}
              </Fragment>
            )
          })}
        </g>
      ))}
    </svg>
  )
}
