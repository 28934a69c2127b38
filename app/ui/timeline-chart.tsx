import { useCallback } from 'react'
import { ink, inkAt } from './chart-ink.client'
import { useChart } from './use-chart'

export interface TimelineSeries {
  label: string
  color: string
  points: { at: number; value: number; interval: [number, number] | null }[]
}

export interface TimelineLane {
  label: string
  /** time, words for who points at it, and whether it is drawn as a warning */
  events: { at: number; words: string; isBad: boolean }[]
}

interface TimelineChartProps {
  description: string
  series: TimelineSeries[]
  lanes: TimelineLane[]
  yTitle: string
  direction: 'ltr' | 'rtl'
  formatDay(at: number): string
}

const GOOD = 'var(--quiet)'
const BAD = 'var(--bad)'

/** Curves from 0 to 100 over time with their intervals, and under them a lane for each kind of event, on the same days. */
export function TimelineChart({ description, series, lanes, yTitle, direction, formatDay }: TimelineChartProps) {
  const canvas = useChart(
    useCallback(
      () => drawTimeline({ series, lanes, yTitle, direction, formatDay }),
      [series, lanes, yTitle, direction, formatDay],
    ),
  )
  return (
    <div className="chart tall">
      <canvas ref={canvas} role="img" aria-label={description} />
    </div>
  )
}

async function drawTimeline({ series, lanes, yTitle, direction, formatDay }: Omit<TimelineChartProps, 'description'>) {
  const { Chart, Legend, LinearScale, LineController, LineElement, PointElement, ScatterController, Tooltip } =
    await import('chart.js')
  Chart.register(Legend, LinearScale, LineController, LineElement, PointElement, ScatterController, Tooltip)
  return (canvas: HTMLCanvasElement) => {
    const position = direction === 'rtl' ? ('right' as const) : ('left' as const)
    const marks = (isBad: boolean) =>
      lanes.flatMap(({ events }, lane) =>
        events.filter((one) => one.isBad === isBad).map(({ at, words }) => ({ x: at, y: lanes.length - lane, words })),
      )
    const eventsOf = (isBad: boolean) => ({
      type: 'scatter' as const,
      label: '',
      yAxisID: 'lanes',
      data: marks(isBad),
      pointStyle: isBad ? ('triangle' as const) : ('circle' as const),
      pointRadius: isBad ? 6 : 5,
      backgroundColor: ink(isBad ? BAD : GOOD),
      borderColor: ink('var(--paper)'),
    })
    const curves = {
      ...{ type: 'linear' as const, min: 0, max: 100, position, stack: 'time', stackWeight: 5 },
      title: { display: true, text: yTitle },
    }
    const below = lanes.length > 0 && {
      lanes: {
        ...{ type: 'linear' as const, min: 0.5, max: lanes.length + 0.5, position, stack: 'time' },
        stackWeight: Math.max(1.5, lanes.length * 0.6),

        afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
          axis.ticks = lanes.map((_, lane) => ({ value: lanes.length - lane }))
        },
        ticks: {
          autoSkip: false,
          callback: (value: string | number) => lanes[lanes.length - Number(value)]?.label ?? '',
        },
      },
    }
    return new Chart(canvas, {
      type: 'scatter',
      data: {
        datasets: [
          ...series.map(({ label, color, points }) => ({
            ...{ type: 'scatter' as const, label, yAxisID: 'y', showLine: true, pointRadius: 4 },
            data: points.map(({ at, value }) => ({ x: at, y: value })),
            borderColor: ink(color),
            backgroundColor: ink(color),
          })),
          ...(lanes.length > 0 ? [eventsOf(false), eventsOf(true)] : []),
        ],
      },
      options: {
        layout: { padding: { top: 4 } },
        scales: {
          x: {
            type: 'linear',
            reverse: direction === 'rtl',
            grace: '4%',
            ticks: { maxTicksLimit: 6, maxRotation: 0, callback: (value) => formatDay(Number(value)) },
          },
          // on the left the first of a stack is drawn on top, on the right below: the lanes belong under the curves
          ...(direction === 'rtl' ? { y: curves, ...below } : { ...below, y: curves }),
        },
        plugins: {
          legend: { rtl: direction === 'rtl', labels: { filter: ({ text }) => text !== '' } },
          tooltip: {
            rtl: direction === 'rtl',
            callbacks: {
              title: ([first]) => (first ? formatDay(first.parsed.x ?? 0) : ''),
              label: ({ raw, dataset, parsed }) =>
                (raw as { words?: string }).words ?? `${dataset.label ?? ''}: ${Math.round(parsed.y ?? 0)}`,
            },
          },
        },
      },
      plugins: [
        {
          id: 'intervals',
          afterDatasetsDraw: ({ canvas, ctx, scales, chartArea }) => {
            const { x, y } = scales
            if (!x || !y) return
            ctx.save()
            ctx.lineWidth = 1.5
            for (const [index, { color, points }] of series.entries()) {
              ctx.strokeStyle = inkAt(canvas, color)
              for (const { at, interval } of points) {
                if (!interval) continue
                // a little aside, so that the whiskers of two sides do not cover each other
                const shifted = x.getPixelForValue(at) + (index % 2 === 0 ? -4 : 4)
                ctx.beginPath()
                ctx.moveTo(shifted, Math.max(y.getPixelForValue(interval[1]), chartArea.top))
                ctx.lineTo(shifted, Math.min(y.getPixelForValue(interval[0]), y.bottom))
                ctx.stroke()
              }
            }
            ctx.restore()
          },
        },
      ],
    })
  }
}
