import type { Chart } from 'chart.js'
import { type RefObject, useEffect, useRef } from 'react'
import { INKS, keepInk } from './chart-ink.client'

type Draw = (canvas: HTMLCanvasElement) => Pick<Chart, 'canvas' | 'update' | 'destroy'>

/**
 * A chart of chart.js, which comes only to pages that show one; a table stands beside it.
 * @param load takes what it needs out of chart.js and says how the chart is drawn; remembered by `useCallback`, since the chart is
 * drawn anew when it changes
 * @returns for the canvas that the chart is drawn on
 */
export function useChart(load: () => Promise<Draw>): RefObject<HTMLCanvasElement> {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let isGone = false
    let destroy = () => {}
    void import('chart.js').then(async ({ Chart }) => {
      const locale = `${document.documentElement.lang}-u-nu-latn`
      Object.assign(Chart.defaults, { ...INKS, animation: false, maintainAspectRatio: false, locale })
      const draw = await load()
      if (isGone || !canvas.current) return
      destroy = keepInk(draw(canvas.current))
    })
    return () => {
      isGone = true
      destroy()
    }
  }, [load])
  return canvas
}
