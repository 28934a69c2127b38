import { useCallback } from 'react'
import { ink } from './chart-ink.client'
import { useChart } from './use-chart'

interface StackedBarsProps {
  description: string
  /** one bar each */
  labels: string[]
  /** one layer each; values per bar, null where unknown */
  layers: { label: string; color: string; values: (number | null)[] }[]
  xTitle: string
  direction: 'ltr' | 'rtl'
}

/** Shares of a whole as horizontal bars. */
export function StackedBars({ description, labels, layers, xTitle, direction }: StackedBarsProps) {
  const canvas = useChart(
    useCallback(() => drawBars({ labels, layers, xTitle, direction }), [labels, layers, xTitle, direction]),
  )
  return (
    <div className="chart">
      <canvas ref={canvas} role="img" aria-label={description} />
    </div>
  )
}

async function drawBars({ labels, layers, xTitle, direction }: Omit<StackedBarsProps, 'description'>) {
  const { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } = await import('chart.js')
  Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, Tooltip)
  return (canvas: HTMLCanvasElement) =>
    new Chart(canvas, {
      type: 'bar',
      data: {
        labels,
        datasets: layers.map(({ label, color, values }) => ({
          ...{ label, data: values, backgroundColor: ink(color) },
          // the lightest steps would not stand out from the paper
          ...{ borderColor: ink('var(--time-edge)'), borderWidth: 1 },
        })),
      },
      options: {
        indexAxis: 'y',
        scales: {
          x: {
            stacked: true,
            min: 0,
            max: 100,
            reverse: direction === 'rtl',
            title: { display: true, text: xTitle },
          },
          y: { stacked: true, position: direction === 'rtl' ? 'right' : 'left' },
        },
        plugins: {
          legend: { rtl: direction === 'rtl', position: 'bottom' },
          tooltip: { rtl: direction === 'rtl' },
        },
      },
    })
}
