import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const colorsIn = (file: string, selector: RegExp): Record<string, string> => {
  const css = readFileSync(new URL(`../../../app/ui/${file}`, import.meta.url), 'utf8')
  const block = selector.exec(css)?.[1] ?? ''
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, color]) => [name, color]))
}
const light = colorsIn('styles.css', /:root,\n\.light \{([^}]*)\}/)
const themes = { light, dark: colorsIn('dark.css', /:root \{([^}]*)\}/) }

const linear = (channel: number) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)
const rgb = (color: string) => [1, 3, 5].map((at) => linear(Number.parseInt(color.slice(at, at + 2), 16) / 255))
const weigh = (weights: number[], values: number[]) =>
  weights.reduce((sum, weight, at) => sum + weight * (values[at] ?? 0), 0)

/** WCAG 2.2, contrast ratio: 1 to 21. */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [one, other]
    .map((color) => weigh([0.2126, 0.7152, 0.0722], rgb(color)))
    .sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

/** Eyes without one kind of cones, in linear RGB: Machado, Oliveira & Fernandes 2009, doi 10.1109/TVCG.2009.113, severity 1. */
const EYES = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** Oklab (Ottosson 2020) of a colour as these eyes see it. */
function seen(color: string, eyes: number[][]): number[] {
  const channels = eyes.map((row) => Math.min(1, Math.max(0, weigh(row, rgb(color)))))
  const cones = [
    [0.4122214708, 0.5363325363, 0.0514459929],
    [0.2119034982, 0.6806995451, 0.1073969566],
    [0.0883024619, 0.2817188376, 0.6299787005],
  ].map((row) => Math.cbrt(weigh(row, channels)))
  return [
    [0.2104542553, 0.793617785, -0.0040720468],
    [1.9779984951, -2.428592205, 0.4505937099],
    [0.0259040371, 0.7827717662, -0.808675766],
  ].map((row) => weigh(row, cones))
}

/** How far two colours are apart for those eyes that tell them apart least; black and white are 1 apart. */
function distance(one: string, other: string): number {
  return Math.min(
    ...Object.values(EYES).map((eyes) => {
      const [a, b] = [seen(one, eyes), seen(other, eyes)]
      return Math.hypot(...a.map((value, at) => value - (b[at] ?? 0)))
    }),
  )
}

const TIME = [
  'price',
  'contract',
  'blame',
  'expediting',
  'inspection',
  'design',
  'quality',
  'planning',
  'ideas',
  'other',
]
const HEAT = [0, 1, 2, 3, 4].map((step) => `heat-${step}`)

describe.each(['light', 'dark'] as const)('the colours of the %s pages', (theme) => {
  const of = (name: string) => themes[theme][name] ?? expect.fail(`no --${name} in ${theme} colours`)

  test('has the same names as the other', () => {
    expect(Object.keys(themes.dark).sort()).toEqual(
      Object.keys(light)
        .filter((name) => name !== 'gap')
        .sort(),
    )
  })

  test('words stand out from every ground they stand on: 4.5 to 1', () => {
    const grounds = ['paper', 'ground', 'head', 'stripe', 'accent-soft', 'warn-soft', 'bad-soft', 'good-soft']
    const pairs = [
      ...grounds.flatMap((ground) => [
        ['ink', ground],
        ['quiet', ground],
      ]),
      ...['paper', 'ground', 'head', 'accent-soft', 'warn-soft', 'bad-soft', 'good-soft'].map((ground) => [
        'accent',
        ground,
      ]),
      ...['warn', 'bad', 'good'].flatMap((tone) => [
        [tone, 'paper'],
        [tone, `${tone}-soft`],
      ]),
      ...['accent', 'bad'].map((ground) => ['accent-ink', ground]),
      ...HEAT.flatMap((step) => [
        ['ink', step],
        ['heat-quiet', step],
      ]),
    ] as [string, string][]
    expect(pairs.filter(([word, ground]) => contrast(of(word), of(ground)) < 4.5)).toEqual([])
  })

  test('what is drawn or typed into stands out: 3 to 1', () => {
    const drawn = ['buyer', 'supplier', 'steady', 'quiet', 'bad', 'edge', 'focus']
    expect(drawn.filter((name) => contrast(of(name), of('paper')) < 3)).toEqual([])
    // a bar by its filling, or else by its edge
    const faint = TIME.filter((part) => contrast(of(`time-${part}`), of('paper')) < 3)
    if (faint.length > 0) expect(contrast(of('time-edge'), of('paper'))).toBeGreaterThan(3)
  })

  test('what is compared is apart for colour-blind eyes too', () => {
    expect(distance(of('buyer'), of('supplier'))).toBeGreaterThan(0.12)
    expect(distance(of('steady'), of('supplier'))).toBeGreaterThan(0.1)
    expect(distance(of('steady'), of('buyer'))).toBeGreaterThan(0.1)
    const steps = [
      ...HEAT.map((_, at) => [HEAT[at], HEAT[at + 1]]),
      ...TIME.map((part, at) => [`time-${part}`, `time-${TIME[at + 1]}`]),
    ]
    const near = steps.filter(([a, b]) => a && b && !b.endsWith('undefined') && distance(of(a), of(b)) < 0.045)
    expect(near).toEqual([])
    // time that is lost against time that is used, whichever use
    const across = TIME.slice(0, 5).flatMap((lost) => TIME.slice(5, 9).map((used) => [lost, used] as const))
    expect(across.filter(([lost, used]) => distance(of(`time-${lost}`), of(`time-${used}`)) < 0.06)).toEqual([])
  })
})
