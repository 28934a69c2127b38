import type { Side } from '#app/trust/scored-response'

/** People whose rows have the same side, function and category; of more than `k` only as many need be named. */
export interface QuasiCell {
  side: Side
  function: string
  category: string
  people: ReadonlySet<string>
}

/** What a row is shown to be. Empty: it is not told. */
export interface Shown {
  side: Side | ''
  function: string
  category: string
}

export interface Generalised {
  shownOf(cell: Pick<QuasiCell, 'side' | 'function' | 'category'>): Shown
  /** how many combinations are told less of than was recorded */
  changed: { category: number; function: number; side: number }
}

/** People who must share side, function and category with each other in a research file. */
export const K_ANONYMITY = 5

const NOTHING = ''

/**
 * Makes a research file k-anonymous: whoever knows of somebody the side, the function and the category they answer about, finds at
 * least `k` people who look the same, or nobody. Where they are fewer, first the category is no longer told, then the
 * function, then the side; and where even those of whom it is not told would be too few, of the smallest others neither.
 *
 * Source: Sweeney 2002, k-anonymity, Int. J. Uncertainty, Fuzziness and Knowledge-Based Systems 10(5), 557–570,
 * https://doi.org/10.1142/S0218488502001648 ; generalisation of whole cells, as in Samarati 2001,
 * https://doi.org/10.1109/69.971193
 */
export function generalise(cells: readonly QuasiCell[], k: number = K_ANONYMITY): Generalised {
  const shown = new Map<string, Shown>()
  const changed = { category: 0, function: 0, side: 0 }
  const levels = [
    { of: (cell: QuasiCell) => `${cell.side}\n${cell.function}`, hide: 'category' },
    { of: (cell: QuasiCell) => cell.side, hide: 'function' },
    { of: () => '', hide: 'side' },
  ] as const
  for (const cell of cells)
    shown.set(keyOf(cell), { side: cell.side, function: cell.function, category: cell.category })
  for (const { of, hide } of levels) {
    for (const family of groupsOf(cells, of).values()) {
      // what looks the same now, the fewest people first
      const alike = [...groupsOf(family, (cell) => keyOf(shown.get(keyOf(cell)) ?? cell)).values()]
        .map((own) => ({ own, people: peopleOf(own), key: keyOf(own[0] ?? { side: '', function: '', category: '' }) }))
        .sort((a, b) => a.people.size - b.people.size || (a.key < b.key ? -1 : 1))
      const hidden = new Set<string>()
      for (const { own, people } of alike) {
        if (people.size >= k && (hidden.size === 0 || hidden.size >= k)) break
        for (const person of people) hidden.add(person)
        for (const cell of own) {
          const now = shown.get(keyOf(cell)) ?? cell
          shown.set(keyOf(cell), hidePart(now, hide))
        }
      }
    }
  }
  for (const cell of cells) {
    const now = shown.get(keyOf(cell))
    for (const part of ['category', 'function', 'side'] as const) if (now?.[part] !== cell[part]) changed[part] += 1
  }
  return {
    shownOf: (cell) => shown.get(keyOf(cell)) ?? { side: NOTHING, function: NOTHING, category: NOTHING },
    changed,
  }
}

/** Who does not tell the function does not tell the category either: the two together would be as rare. */
function hidePart(now: Shown, part: 'category' | 'function' | 'side'): Shown {
  if (part === 'category') return { ...now, category: NOTHING }
  if (part === 'function') return { ...now, function: NOTHING, category: NOTHING }
  return { side: NOTHING, function: NOTHING, category: NOTHING }
}

const keyOf = ({ side, function: name, category }: Shown) => JSON.stringify([side, name, category])

function groupsOf(cells: readonly QuasiCell[], keyOfCell: (cell: QuasiCell) => string): Map<string, QuasiCell[]> {
  const groups = new Map<string, QuasiCell[]>()
  for (const cell of cells) {
    const own = groups.get(keyOfCell(cell))
    if (own) own.push(cell)
    else groups.set(keyOfCell(cell), [cell])
  }
  return groups
}

function peopleOf(cells: readonly QuasiCell[]): Set<string> {
  return new Set(cells.flatMap(({ people }) => [...people]))
}
