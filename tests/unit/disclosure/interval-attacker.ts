import { type Column, componentsOf, type Unknowns } from './attacker'
import { boundsOf, type Limits } from './linear-program'
import type { ToldSum } from './release-everything'

/** The largest answer. */
const MOST = 100

interface Narrowed {
  people: string[]
  /** between which two values the sum of their answers must lie */
  low: number
  high: number
}

/**
 * An attacker who takes into account that values are told in whole points, and that answers lie between 0 and 100: between
 * which values must what fewer than `minimum` people answered lie? Answers that count the same in every sum cannot be told
 * apart, so of a column with enough people it is asked what its sum says of all but as few as are needed.
 * @returns the narrowest of all; undefined where nothing was told
 */
export function narrow(told: readonly ToldSum[], unknowns: Unknowns, minimum: number): Narrowed | undefined {
  const sums = told.map(({ sum }) => sum)
  const found = componentsOf(sums, unknowns).flatMap(({ columns, rows }) => {
    const program = limitsOf(columns, rows, told)
    const ask = (chosen: readonly Column[]): Narrowed[] => {
      const bounds = boundsOf(
        program,
        columns.map((column) => Number(chosen.includes(column))),
      )
      if (!bounds) throw new Error('what was told contradicts itself')
      const people = [...new Set(chosen.flatMap((column) => column.people))]
      const answers = new Set(chosen.flatMap(answersOf)).size
      if (people.length < minimum) return [{ people, low: bounds[0], high: bounds[1] }]
      // who answered several times may be a large part of the sum
      if (answers > people.length) return []
      const few = minimum - 1
      const [low, high] = [Math.max(0, bounds[0] - MOST * (answers - few)), Math.min(MOST * few, bounds[1])]
      return [{ people: people.slice(0, few), low, high }]
    }
    const small = columns.filter(({ people }) => people.length < minimum)
    const pairs = small.flatMap((one, place) =>
      small
        .slice(place + 1)
        .filter((other) => new Set([...one.people, ...other.people]).size < minimum)
        .map((other) => [one, other]),
    )
    return [...columns.map((column) => [column]), ...pairs].flatMap(ask)
  })
  return found.sort((one, other) => one.high - one.low - (other.high - other.low))[0]
}

/** The answers that scores belong to: the last word is the score. */
function answersOf({ unknowns }: Column): string[] {
  return [...new Set(unknowns.map((name) => name.slice(0, name.lastIndexOf(' '))))]
}

function limitsOf(columns: readonly Column[], rows: readonly number[], told: readonly ToldSum[]): Limits {
  const answers = columns.map(answersOf)
  const weights = rows.map((row) => columns.map((column) => column.weights.get(row) ?? 0))
  // shares of one answer are not more than all of its time together
  const shares = columns.map(({ unknowns }) => unknowns.every((name) => name.includes(' time_')))
  const keys = answers.map((own, place) => (shares[place] ? own.join('|') : ''))
  const groups = [...new Set(keys)].filter((key) => key !== '')
  return {
    rows: [
      ...weights,
      ...weights.map((row) => row.map((weight) => -weight)),
      ...groups.map((key) => keys.map((own) => Number(own === key))),
    ],
    limits: [
      ...rows.map((row) => told[row]?.high ?? 0),
      ...rows.map((row) => -(told[row]?.low ?? 0)),
      ...groups.map((key) => MOST * (answers[keys.indexOf(key)]?.length ?? 0)),
    ],
    most: answers.map((own) => MOST * own.length),
  }
}
