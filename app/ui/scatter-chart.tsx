import { useEffect, useRef } from 'react'

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

const LINE = '#3a4654'
const MARK = '#a3201d'
const BAND = 'rgba(58, 70, 84, 0.13)'

/** Points with a fitted line, its interval and reference marks. x runs from 0 to 100, y from 0 to what is needed. */
export function ScatterChart({ description, series, band, references, xTitle, yTitle, direction }: ScatterChartProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let isGone = false
    let destroy = () => {}
    void import('chart.js').then(
      ({
        Chart,
        Filler,
        Legend,
        LinearScale,
        LineController,
        LineElement,
        PointElement,
        ScatterController,
        Tooltip,
      }) => {
        if (isGone || !canvas.current) return
        Chart.register(
          Filler,
          Legend,
          LinearScale,
          LineController,
          LineElement,
          PointElement,
          ScatterController,
          Tooltip,
        )
        const curve = (label: string, points: { x: number; y: number }[], more: object) => ({
          type: 'line' as const,
          label,
          data: points,
          pointRadius: 0,
          pointStyle: 'line' as const,
          borderColor: LINE,
          borderWidth: 2,
          ...more,
        })
        const bandPoints =
          band?.points.flatMap(({ x, low, high }) => (low === null || high === null ? [] : [{ x, low, high }])) ?? []
        const tallest = Math.max(
          ...series.flatMap(({ points }) => points.map(({ y }) => y)),
          ...references.map(({ y }) => y),
        )
        const chart = new Chart(canvas.current, {
          type: 'scatter',
          data: {
            datasets: [
              ...series.map(({ label, color, shape, radius, points }) => ({
                type: 'scatter' as const,
                label,
                data: points,
                backgroundColor: `${color}b0`,
                borderColor: color,
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
                      { borderWidth: 0, fill: '+1', backgroundColor: BAND },
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
                  { borderDash: [6, 5], borderWidth: 1.5, borderColor: MARK },
                ),
              ),
            ],
          },
          options: {
            animation: false,
            responsive: true,
            maintainAspectRatio: false,
            locale: `${document.documentElement.lang}-u-nu-latn`,
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
              beforeDatasetsDraw: ({ ctx, scales, chartArea }) => {
                ctx.save()
                ctx.fillStyle = MARK
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
        destroy = () => chart.destroy()
      },
    )
    return () => {
      isGone = true
      destroy()
    }
  }, [series, band, references, xTitle, yTitle, direction])
  return (
    <div className="chart tall">
      <canvas ref={canvas} role="img" aria-label={description} />
    </div>
  )
}
