import type { Chart } from 'chart.js'

/**
 * The colour of a canvas that is written like one of the style sheet, `var(--ink)`: what it is there, light or dark.
 * @param opacity two hexadecimal digits
 */
export function inkAt(canvas: HTMLCanvasElement, color: string, opacity = ''): string {
  const name = color.slice('var('.length, -')'.length)
  return getComputedStyle(canvas).getPropertyValue(name).trim() + opacity
}

/** The same as an option of chart.js, which asks for it at every update. */
export function ink(color: string, opacity = '') {
  return ({ chart }: { chart: Pick<Chart, 'canvas'> }) => inkAt(chart.canvas, color, opacity)
}

/** Colours of words and lines, among the defaults of chart.js. */
export const INKS = { color: ink('var(--quiet)'), borderColor: ink('var(--line)') }

/**
 * Keeps a chart in the colours of the page: dark from the evening on, if the device says so; light on paper.
 * @returns ends this, and the chart
 */
export function keepInk(chart: Pick<Chart, 'canvas' | 'update' | 'destroy'>): () => void {
  const frame = chart.canvas.parentElement
  const redraw = () => chart.update('none')
  const turnLight = (isPaper: boolean) => () => {
    frame?.classList.toggle('light', isPaper)
    redraw()
  }
  const [toPaper, toScreen] = [turnLight(true), turnLight(false)]
  const device = matchMedia('(prefers-color-scheme: dark)')
  device.addEventListener('change', redraw)
  window.addEventListener('beforeprint', toPaper)
  window.addEventListener('afterprint', toScreen)
  return () => {
    device.removeEventListener('change', redraw)
    window.removeEventListener('beforeprint', toPaper)
    window.removeEventListener('afterprint', toScreen)
    chart.destroy()
  }
}
