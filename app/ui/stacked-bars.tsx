import { useEffect, useRef } from 'react'
import { INKS, ink, keepInk } from './chart-ink.client'

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
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let isGone = false
    let destroy = () => {}
    void import('chart.js').then(
      ({ BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip }) => {
        if (isGone || !canvas.current) return
        Chart.register(BarController, BarElement, CategoryScale, Legend, LinearScale, Tooltip)
        Object.assign(Chart.defaults, INKS)
        const chart = new Chart(canvas.current, {
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
            animation: false,
            responsive: true,
            maintainAspectRatio: false,
            indexAxis: 'y',
            locale: `${document.documentElement.lang}-u-nu-latn`,
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
        destroy = keepInk(chart)
      },
    )
    return () => {
      isGone = true
      destroy()
    }
  }, [labels, layers, xTitle, direction])
  return (
    <div className="chart">
      <canvas ref={canvas} role="img" aria-label={description} />
    </div>
  )
}
