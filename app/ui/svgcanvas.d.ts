/** What we use of it: a 2D context that writes SVG. */
declare module 'svgcanvas' {
  export class Context {
    constructor(options: { width: number; height: number; document?: Document })
    getSvg(): SVGSVGElement
  }
}
