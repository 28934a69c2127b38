// Draws a chart of the page once more, on a sheet of its own: the same size on every screen, white, with what it is about.
// Comes to the browser only when somebody takes a picture.

import { makeSvgElement, setAttributes } from './svg-element.client'
import { writeDown } from './svg-paper.client'

export type PictureKind = 'png' | 'svg'

interface Picture {
  title: string
  note: string
  kind: PictureKind
}

const WIDTH = 1200
const HEIGHT = 675
/** of a drawing: above it stand title and note */
const HEAD = 96
const EDGE = 24
const SHARPNESS = 2
const INK = '#17212b'
const QUIET = '#4d5966'
const FONT = 'system-ui, "Noto Sans", "Noto Sans Arabic", sans-serif'
/** of what the style sheet says, what a drawing needs to look the same without it */
const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-size',
  'font-weight',
]

/**
 * Saves the chart inside an element as a file.
 * @throws where the element holds no chart, or the browser cannot make the picture
 */
export async function takePicture(frame: HTMLElement, picture: Picture): Promise<void> {
  const canvas = frame.querySelector('canvas')
  const drawing = frame.querySelector('svg')
  if (!canvas && !drawing) throw new Error('there is no chart to take a picture of')
  const desk = document.createElement('div')
  desk.className = 'light visually-hidden'
  desk.ariaHidden = 'true'
  document.body.append(desk)
  try {
    if (canvas) save(await ofCanvas(canvas, desk, picture), picture)
    else if (drawing) save(await ofDrawing(drawing, desk, picture), picture)
  } finally {
    desk.remove()
  }
}

const isRightToLeft = () => document.documentElement.dir === 'rtl'

/** Once more from what chart.js was given, since the canvas of a phone is small. */
async function ofCanvas(canvas: HTMLCanvasElement, desk: HTMLElement, { title, note, kind }: Picture): Promise<Blob> {
  const { BasicPlatform, Chart, SubTitle, Title } = await import('chart.js')
  const shown = Chart.getChart(canvas)
  if (!shown) throw new Error('the chart is not drawn yet')
  Chart.register(SubTitle, Title)
  const { options, plugins = [], type } = shown.config as { options: object; plugins?: object[]; type: 'line' }
  const { data } = shown.config
  const own = (options as { plugins?: object }).plugins
  const align = isRightToLeft() ? ('end' as const) : ('start' as const)
  const words = (text: string, size: number, color: string, bold: boolean) => ({
    ...{ display: true, text, align, color, padding: { bottom: 10 } },
    font: { size, family: FONT, weight: bold ? ('bold' as const) : ('normal' as const) },
  })
  const sheet = {
    id: 'sheet',
    beforeDraw: ({ ctx, width, height }: { ctx: CanvasRenderingContext2D; width: number; height: number }) => {
      ctx.save()
      ctx.fillStyle = '#ffffff'
      ctx.fillRect(0, 0, width, height)
      ctx.restore()
    },
  }
  const config = {
    type,
    // lines that may change on their way are drawn point by point, not as one object that cannot be read
    data: { ...data, datasets: data.datasets.map((one) => ({ ...one, segment: {} })) },
    options: {
      ...options,
      ...{ responsive: false, animation: false as const, devicePixelRatio: kind === 'png' ? SHARPNESS : 1 },
      layout: { padding: EDGE },
      plugins: { ...own, title: words(title, 22, INK, true), subtitle: words(note, 15, QUIET, false) },
    },
    plugins: [sheet, ...plugins],
  }
  const paper = document.createElement('canvas')
  Object.assign(paper, { width: WIDTH, height: HEIGHT, dir: document.documentElement.dir })
  desk.append(paper)
  const drawing = kind === 'svg' ? writeDown(paper) : undefined
  const chart = new Chart(paper, { ...config, platform: BasicPlatform } as never)
  const blob = drawing ? toFile(drawing) : await toBlob(paper)
  chart.destroy()
  return blob
}

/** What the server drew, with its styles written into it, under title and note. */
async function ofDrawing(drawing: SVGSVGElement, desk: HTMLElement, { title, note, kind }: Picture): Promise<Blob> {
  const { width, height } = drawing.viewBox.baseVal
  const tall = Math.round(((WIDTH - 2 * EDGE) * height) / width) + HEAD + EDGE
  const viewBox = `0 0 ${WIDTH} ${tall}`
  const sheet = makeSvgElement('svg', { width: WIDTH, height: tall, viewBox, 'font-family': FONT })
  sheet.append(makeSvgElement('rect', { width: WIDTH, height: tall, fill: '#ffffff' }))
  const write = (text: string, y: number, size: number, color: string, weight: number) => {
    const direction = isRightToLeft() ? 'rtl' : 'ltr'
    const place = { x: direction === 'rtl' ? WIDTH - EDGE : EDGE, y, direction }
    const line = makeSvgElement('text', { ...place, fill: color, 'font-size': size, 'font-weight': weight })
    line.textContent = text
    sheet.append(line)
  }
  write(title, 44, 22, INK, 700)
  write(note, 74, 15, QUIET, 400)
  const copy = sheet.appendChild(drawing.cloneNode(true) as SVGSVGElement)
  setAttributes(copy, { x: EDGE, y: HEAD, width: WIDTH - 2 * EDGE, height: tall - HEAD - EDGE })
  desk.append(sheet)
  const styles = [...copy.querySelectorAll('*')].map((element) => {
    const style = getComputedStyle(element)
    return [element, Object.fromEntries(STYLES.map((name) => [name, style.getPropertyValue(name)]))] as const
  })
  for (const [element, style] of styles) setAttributes(element, style)
  if (kind === 'svg') return toFile(sheet)
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(textOf(sheet))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: WIDTH * SHARPNESS, height: tall * SHARPNESS })
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return toBlob(canvas)
}

const textOf = (svg: SVGSVGElement) => new XMLSerializer().serializeToString(svg)
const toFile = (svg: SVGSVGElement) => new Blob([textOf(svg)], { type: 'image/svg+xml' })

function toBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the browser made no picture'))), 'image/png')
  })
}

function save(blob: Blob, { title, kind }: Picture): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  // what no file system takes in a name
  link.download = `${title
    .replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 80)}.${kind}`
  link.click()
  URL.revokeObjectURL(address)
}
