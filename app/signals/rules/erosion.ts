import { type Facts, newestTold, numbersOf, type Told } from '#app/signals/facts'
import type { Finding } from '#app/signals/finding'
import { otherSide } from '#app/signals/signal-kinds'
import { SIDES } from '#app/trust/scored-response'

/**
 * Trust of a side fell by more than chance explains: since the wave before, or as a line over three waves and more (C9). The
 * change is that of the people who answered both times where it may be told, else of all, as the pages show it.
 */
export function erosion({ waves }: Facts): Finding[] {
  return SIDES.map((side) => {
    const own = { kind: 'erosion', side, subject: '', ownerSide: otherSide(side) } as const
    const newest = newestTold(waves, side, 'trust')?.table
    const panel = newestTold(waves, side, 'trust', 'panel-change')
    const all = newestTold(waves, side, 'trust', 'change')
    const changed = [panel, all].find((one) => one?.value && one.table === newest)
    const line = newestTold(waves, side, 'trust', 'trend')
    const trend = line?.table === newest ? line?.value : undefined
    const change = changed?.value
    const fell = [change, trend].map((one) => isBelowZero(one))
    const lines = [
      ...(change && fell[0] ? [{ what: 'fell', values: numbersOf(change) }] : []),
      ...(trend && fell[1] ? [{ what: 'falls', values: numbersOf(trend) }] : []),
    ]
    const before = waves[(newest ? waves.indexOf(newest) : 0) - (fell[1] ? (trend?.waves ?? 2) - 1 : 1)]
    if (lines.length > 0)
      return { ...own, state: 'seen', word: lines.at(-1)?.what ?? '', lines, since: before?.wave.publishedAt }
    const isKnown = fell.some((one) => one !== undefined)
    return { ...own, state: isKnown ? 'clear' : 'unknown', word: isKnown ? 'steady' : '', lines: [], since: undefined }
  })
}

/** @returns undefined where no interval is told */
function isBelowZero(value: Told | null | undefined): boolean | undefined {
  return value?.high === undefined ? undefined : value.high < 0
}
