import { useCallback } from 'react'
import { ink, inkAt } from './chart-ink.client'
import { useChart } from './use-chart'

export interface ScatterSeries {
  label: string
  color: string
  shape: 'circle' | 'rectRot'
  /** in pixels */
  radius: number
  points: { x: number; y: number; label: string }[]
}

interface ScatterChartProps {
  description: string
  series: ScatterSeries[]
  /** a line with its band, over the observed range of x */
  band: { label: string; points: { x: number; fit: number; low: number | null; high: number | null }[] } | undefined
  /** horizontal marks, named on the line */
  references: { label: string; y: number }[]
  xTitle: string
  yTitle: string
  direction: 'ltr' | 'rtl'
}

const LINE = 'var(--ink)'
const MARK = 'var(--bad)'
/** how much of a colour is left, in the two digits behind those of the colour */
const POINT_OPACITY = 'b0'
const BAND_OPACITY = '22'

/** Points with a fitted line, its interval and reference marks. x runs from 0 to 100, y from 0 to what is needed. */
export function ScatterChart({ description, series, band, references, xTitle, yTitle, direction }: ScatterChartProps) {
  const canvas = useChart(
    useCallback(
      () => drawPoints({ series, band, references, xTitle, yTitle, direction }),
      [series, band, references, xTitle, yTitle, direction],
    ),
  )
  return (
    <div className="chart tall">
      <canvas ref={canvas} role="img" aria-label={description} />
    </div>
  )
}

async function drawPoints({
  series,
  band,
  references,
  xTitle,
  yTitle,
  direction,
}: Omit<ScatterChartProps, 'description'>) {
  const { Chart, Filler, Legend, LinearScale, LineController, LineElement, PointElement, ScatterController, Tooltip } =
    await import('chart.js')
  Chart.register(Filler, Legend, LinearScale, LineController, LineElement, PointElement, ScatterController, Tooltip)
  return (canvas: HTMLCanvasElement) => {
    const curve = (label: string, points: { x: number; y: number }[], more: object) => ({
      type: 'line' as const,
      label,
      data: points,
      pointRadius: 0,
      pointStyle: 'line' as const,
      borderColor: ink(LINE),
      borderWidth: 2,
      ...more,
    })
    const bandPoints =
      band?.points.flatMap(({ x, low, high }) => (low === null || high === null ? [] : [{ x, low, high }])) ?? []
    const tallest = Math.max(
      ...series.flatMap(({ points }) => points.map(({ y }) => y)),
      ...references.map(({ y }) => y),
    )
    return new Chart(canvas, {
      type: 'scatter',
      data: {
        datasets: [
          ...series.map(({ label, color, shape, radius, points }) => ({
            type: 'scatter' as const,
            label,
            data: points,
            backgroundColor: ink(color, POINT_OPACITY),
            borderColor: ink(color),
            pointStyle: shape,
            pointRadius: radius,
          })),
          ...(band
            ? [
                curve(
                  band.label,
                  band.points.map(({ x, fit }) => ({ x, y: fit })),
                  {},
                ),
              ]
            : []),
          ...(bandPoints.length > 0
            ? [
                curve(
                  '',
                  bandPoints.map(({ x, high }) => ({ x, y: high })),
                  { borderWidth: 0, fill: '+1', backgroundColor: ink(LINE, BAND_OPACITY) },
                ),
                curve(
                  '',
                  bandPoints.map(({ x, low }) => ({ x, y: low })),
                  { borderWidth: 0 },
                ),
              ]
            : []),
          ...references.map(({ y }) =>
            curve(
              '',
              [
                { x: 0, y },
                { x: 100, y },
              ],
              { borderDash: [6, 5], borderWidth: 1.5, borderColor: ink(MARK) },
            ),
          ),
        ],
      },
      options: {
        scales: {
          x: { min: 0, max: 100, reverse: direction === 'rtl', title: { display: true, text: xTitle } },
          y: {
            min: 0,
            max: Math.min(100, Math.ceil((tallest + 5) / 10) * 10),
            position: direction === 'rtl' ? 'right' : 'left',
            title: { display: true, text: yTitle },
          },
        },
        plugins: {
          legend: {
            rtl: direction === 'rtl',
            position: 'bottom',
            labels: { filter: (item) => item.text !== '', usePointStyle: true },
          },
          tooltip: {
            rtl: direction === 'rtl',
            filter: ({ dataset }) => dataset.type === 'scatter',
            callbacks: { label: ({ raw }) => (raw as { label?: string }).label ?? '' },
          },
        },
      },
      plugins: [
        {
          id: 'names of the marks',
          // under the points; at the end of low trust, where the fewest lie
          beforeDatasetsDraw: ({ canvas, ctx, scales, chartArea }) => {
            ctx.save()
            ctx.fillStyle = inkAt(canvas, MARK)
            ctx.font = `600 ${chartArea.width < 400 ? 11 : 12}px ${getComputedStyle(ctx.canvas).fontFamily}`
            ctx.direction = direction
            ctx.textAlign = 'start'
            const start = direction === 'rtl' ? chartArea.right - 6 : chartArea.left + 6
            for (const { label, y } of references)
              ctx.fillText(label, start, (scales.y?.getPixelForValue(y) ?? 0) - 6, chartArea.width - 12)
            ctx.restore()
          },
        },
      ],
    })
  }
}
