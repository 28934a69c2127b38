import type { Instrument } from '#app/instruments/instrument-schema'
import { scaleItems } from '#app/instruments/score-response'
import { SIDES, type Side } from './scored-response'

/** The items of one construct as one side is asked them. */
export interface ScaleDefinition {
  construct: string
  side: Side
  minimum: number
  maximum: number
  items: { id: string; isReversed: boolean }[]
}

/** Every scale that an instrument asks of each side, in the order of its items. */
export function measuredScales({ sections, scale }: Instrument): ScaleDefinition[] {
  const items = scaleItems(sections.flatMap((section) => section.items))
  return [...new Set(items.map((item) => item.construct))].flatMap((construct) =>
    SIDES.flatMap((side) => {
      const own = items
        .filter((item) => item.construct === construct && (item.sides?.includes(side) ?? true))
        .map(({ id, isReversed = false }) => ({ id, isReversed }))
      return own.length === 0 ? [] : [{ construct, side, ...scale, items: own }]
    }),
  )
}
