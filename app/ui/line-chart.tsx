import { useCallback } from 'react'
import { ink, inkAt } from './chart-ink.client'
import { useChart } from './use-chart'

export interface LineSeries {
  label: string
  color: string
  /** one per label; null leaves a gap */
  values: (number | null)[]
  /** interval around each value, drawn as a whisker */
  intervals?: ([number, number] | null)[]
  isDashed?: boolean
}

interface LineChartProps {
  /** what a person who cannot see it should know */
  description: string
  labels: string[]
  series: LineSeries[]
  minimum: number
  maximum: number
  yTitle: string
  direction: 'ltr' | 'rtl'
}

/** Values over waves with their intervals. chart.js comes only to pages that show a chart; a table stands beside it. */
export function LineChart({ description, labels, series, minimum, maximum, yTitle, direction }: LineChartProps) {
  const canvas = useChart(
    useCallback(
      () => drawLines({ labels, series, minimum, maximum, yTitle, direction }),
      [labels, series, minimum, maximum, yTitle, direction],
    ),
  )
  return (
    <div className="chart">
      <canvas ref={canvas} role="img" aria-label={description} />
    </div>
  )
}

async function drawLines({ labels, series, minimum, maximum, yTitle, direction }: Omit<LineChartProps, 'description'>) {
  const { Chart, CategoryScale, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip } =
    await import('chart.js')
  Chart.register(CategoryScale, Legend, LinearScale, LineController, LineElement, PointElement, Tooltip)
  return (canvas: HTMLCanvasElement) =>
    new Chart(canvas, {
      type: 'line',
      data: {
        labels,
        datasets: series.map(({ label, color, values, isDashed }) => ({
          label,
          data: values,
          borderColor: ink(color),
          backgroundColor: ink(color),
          pointRadius: 4,
          borderDash: isDashed ? [6, 4] : [],
          spanGaps: false,
        })),
      },
      options: {
        scales: {
          x: { reverse: direction === 'rtl', offset: true },
          y: {
            min: minimum,
            max: maximum,
            position: direction === 'rtl' ? 'right' : 'left',
            title: { display: true, text: yTitle },
          },
        },
        plugins: { legend: { rtl: direction === 'rtl' }, tooltip: { rtl: direction === 'rtl' } },
      },
      plugins: [
        {
          id: 'whiskers',
          afterDatasetsDraw: (drawn) => {
            const { canvas, ctx, scales, chartArea } = drawn
            const y = scales.y
            if (!y) return
            for (const [index, { color, intervals }] of series.entries()) {
              const points = drawn.getDatasetMeta(index).data
              ctx.strokeStyle = inkAt(canvas, color)
              ctx.lineWidth = 1.5
              for (const [at, interval] of (intervals ?? []).entries()) {
                const x = points[at]?.x
                if (!interval || x === undefined || series[index]?.values[at] == null) continue
                // a little aside, so that the whiskers of two sides do not cover each other; cut at the edge of the scale
                const shifted = x + (index % 2 === 0 ? -4 : 4)
                const [top, bottom] = [y.getPixelForValue(interval[1]), y.getPixelForValue(interval[0])]
                ctx.beginPath()
                ctx.moveTo(shifted, Math.max(top, chartArea.top))
                ctx.lineTo(shifted, Math.min(bottom, chartArea.bottom))
                ctx.stroke()
              }
            }
          },
        },
      ],
    })
}
