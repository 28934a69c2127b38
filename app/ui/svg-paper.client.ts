// What a chart draws on a canvas, written down as a drawing that can be made larger and changed. Libraries for this set styles in
// a way that our pages forbid, and put Arabic words on the wrong side of their place.
import { type Attributes, makeSvgElement } from './svg-element.client'

/** one turn is drawn as two halves: an arc that ends where it begins is none */
const HALF_TURN = Math.PI
const DIGITS = 100

/**
 * From now on whatever is drawn on the canvas is written down as SVG instead: paths, rectangles and words, in colours, cut at
 * other paths. Words are words, written from where their language begins. The canvas draws nothing; it knows fonts, colours and
 * places as every canvas does.
 * @throws from its context, where something is drawn that is none of these
 */
export function writeDown(canvas: HTMLCanvasElement): SVGSVGElement {
  const real = canvas.getContext('2d')
  if (!real) throw new Error('the browser draws on no canvas')
  const { width, height } = canvas
  const drawing = makeSvgElement('svg', { width, height, viewBox: `0 0 ${width} ${height}` })
  let path = ''
  let place: Element = drawing
  let clips = 0
  const saved: Element[] = []

  const add = (name: 'path' | 'text' | 'clipPath', attributes: Attributes) => {
    const { a, b, c, d, e, f } = real.getTransform()
    const isMoved = a !== 1 || b !== 0 || c !== 0 || d !== 1 || e !== 0 || f !== 0
    const transform = isMoved ? { transform: `matrix(${[a, b, c, d, e, f].map(round).join(' ')})` } : {}
    return place.appendChild(makeSvgElement(name, { ...attributes, ...transform }))
  }
  const line = () => ({
    ...inkOf('stroke', real.strokeStyle, real.globalAlpha),
    ...{ fill: 'none', 'stroke-width': real.lineWidth },
    ...(real.getLineDash().length > 0 && {
      'stroke-dasharray': real.getLineDash().join(' '),
      'stroke-dashoffset': real.lineDashOffset,
    }),
  })
  const filled = () => inkOf('fill', real.fillStyle, real.globalAlpha)
  const rectangle = (x: number, y: number, width: number, height: number) =>
    `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`
  const arc = (x: number, y: number, wide: number, high: number, from: number, to: number, isBack = false) => {
    const at = (angle: number) => `${round(x + wide * Math.cos(angle))} ${round(y + high * Math.sin(angle))}`
    const turn = Math.max(-2 * HALF_TURN, Math.min(2 * HALF_TURN, to - from))
    const half = `A${round(wide)} ${round(high)} 0 0 ${isBack ? 0 : 1} `
    path += `${path === '' ? 'M' : 'L'}${at(from)}${half}${at(from + turn / 2)}${half}${at(from + turn)}`
  }

  const drawn = {
    save() {
      saved.push(place)
      real.save()
    },
    restore() {
      place = saved.pop() ?? drawing
      real.restore()
    },
    beginPath() {
      path = ''
    },
    closePath() {
      path += 'z'
    },
    moveTo(x: number, y: number) {
      path += `M${round(x)} ${round(y)}`
    },
    lineTo(x: number, y: number) {
      path += `${path === '' ? 'M' : 'L'}${round(x)} ${round(y)}`
    },
    rect(...place: [number, number, number, number]) {
      path += rectangle(...place)
    },
    arc(x: number, y: number, radius: number, from: number, to: number, isBack?: boolean) {
      arc(x, y, radius, radius, from, to, isBack)
    },
    ellipse(x: number, y: number, wide: number, high: number, turned: number, from: number, to: number) {
      if (turned !== 0) throw new Error('turned ellipses are not drawn')
      arc(x, y, wide, high, from, to)
    },
    fill(rule?: unknown) {
      if (rule instanceof Path2D) throw new Error('a path that cannot be read was drawn')
      add('path', { d: path, ...filled(), ...(rule === 'evenodd' && { 'fill-rule': rule }) })
    },
    stroke(own?: unknown) {
      if (own) throw new Error('a path that cannot be read was drawn')
      add('path', { d: path, ...line() })
    },
    clip(rule?: unknown) {
      if (rule !== undefined && rule !== 'nonzero') throw new Error('clipping by other rules has no drawing')
      clips += 1
      const name = `clip-${clips}`
      add('clipPath', { id: name }).append(makeSvgElement('path', { d: path }))
      place = place.appendChild(makeSvgElement('g', { 'clip-path': `url(#${name})` }))
    },
    fillRect(...place: [number, number, number, number]) {
      add('path', { d: rectangle(...place), ...filled() })
    },
    strokeRect(...place: [number, number, number, number]) {
      add('path', { d: rectangle(...place), ...line() })
    },
    /** the paper is empty when it begins */
    clearRect() {},
    fillText(text: string, x: number, y: number, widest?: number) {
      const { width } = real.measureText(text)
      const squeezed = widest !== undefined && width > widest
      const words = add('text', {
        ...{ x: round(x), y: round(y + aboveBaseline(real)), direction: directionAt(real) },
        ...{ 'text-anchor': anchorOf(real), ...fontOf(real.font), ...filled() },
        ...(squeezed && { textLength: round(widest), lengthAdjust: 'spacingAndGlyphs' }),
      })
      words.textContent = text
    },
  }
  const unread = ['arcTo', 'bezierCurveTo', 'quadraticCurveTo', 'roundRect', 'drawImage', 'putImageData', 'strokeText']
  const context = new Proxy(real, {
    get(_, name: string) {
      if (name in drawn) return drawn[name as keyof typeof drawn]
      if (unread.includes(name)) throw new Error(`${name} has no drawing`)
      const value: unknown = Reflect.get(real, name)
      return typeof value === 'function' ? value.bind(real) : value
    },
    set: (_, name, value) => Reflect.set(real, name, value),
  })
  Object.assign(canvas, { getContext: () => context })
  return drawing
}

const round = (number: number) => Math.round(number * DIGITS) / DIGITS

/** A canvas says colours as `#rrggbb`, or as `rgba(r, g, b, a)` where something shines through; programs for drawings know the first. */
function inkOf(name: 'fill' | 'stroke', style: unknown, alpha: number): Attributes {
  if (typeof style !== 'string') throw new Error('gradients and patterns have no drawing')
  const [, red, green, blue, opacity = '1'] = /^rgba\((\d+), (\d+), (\d+), ([\d.]+)\)$/.exec(style) ?? []
  const shines = Number(opacity) * alpha
  return {
    [name]: red === undefined ? style : `rgb(${red}, ${green}, ${blue})`,
    ...(shines < 1 && { [`${name}-opacity`]: round(shines) }),
  }
}

/** A canvas says fonts as `bold 12px names`. */
function fontOf(font: string): Attributes {
  const [, style, weight, size, family] = /^(italic )?(bold |\d{3} )?([\d.]+)px (.+)$/.exec(font) ?? []
  if (size === undefined || family === undefined) throw new Error(`the font ${font} has no drawing`)
  return {
    ...{ 'font-family': family, 'font-size': size },
    ...(weight && { 'font-weight': weight.trim() }),
    ...(style && { 'font-style': style.trim() }),
  }
}

/** How far the line that letters stand on is below the place that they are written at. */
function aboveBaseline(context: CanvasRenderingContext2D): number {
  const { fontBoundingBoxAscent: own } = context.measureText('x')
  const { textBaseline } = context
  context.textBaseline = 'alphabetic'
  const { fontBoundingBoxAscent: usual } = context.measureText('x')
  context.textBaseline = textBaseline
  return usual - own
}

function directionAt({ direction, canvas }: CanvasRenderingContext2D): 'ltr' | 'rtl' {
  if (direction !== 'inherit') return direction
  return getComputedStyle(canvas).direction === 'rtl' ? 'rtl' : 'ltr'
}

/** Words begin on the right where their language does: there the left edge is their end. */
function anchorOf(context: CanvasRenderingContext2D): 'start' | 'middle' | 'end' {
  const { textAlign } = context
  if (textAlign === 'center') return 'middle'
  if (textAlign === 'start' || textAlign === 'end') return textAlign
  return (textAlign === 'left') === (directionAt(context) === 'ltr') ? 'start' : 'end'
}
