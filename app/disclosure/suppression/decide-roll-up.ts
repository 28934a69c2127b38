/** One side of a relationship in one wave, as far as one index goes. */
export interface RollUpWave {
  /** those whose answers have the index */
  people: ReadonlySet<string>
  isReleased: boolean
  /** the released pools that the answers lie in, in one word; empty for none */
  pools: string
}

/** A value over several waves that was released before. */
export interface EarlierRollUp {
  /** place of its newest wave, 0 is the newest of all */
  newest: number
  waves: number
}

export interface RollUpInput {
  relationship: string
  /** side and index: each is decided by itself */
  place: string
  /** the waves to be rolled up, the newest first */
  waves: readonly RollUpWave[]
  /** whether the level was released, also of the waves before these, the newest first */
  releasedLevels: readonly boolean[]
  earlier: readonly EarlierRollUp[]
  /** whether this relationship may have a roll-up at all now */
  isWanted: boolean
}

export interface RollUpDecider {
  /** First all relationships of all waves are looked at, ... */
  look(input: RollUpInput): void
  /** ... then each is decided: the same looks give the same decisions. */
  decide(input: RollUpInput): boolean
}

/**
 * Whether an index may be told over several waves together, where it had to be withheld in some of them.
 *
 * Levels that were released are known; what a roll-up adds is the sum over the withheld waves. Three conditions keep it
 * from singling out fewer people than promised:
 * 1. At least `minimum` different people answered in the withheld waves.
 * 2. Two roll-ups of the same place that overlap differ only in waves that are known: no difference of the two is news.
 * 3. A withheld side may lie in pools of its wave. For the pools it now counts as known, so its class there (the withheld
 *    sides that lie in the same released pools) must keep `minimum` people in sides without a roll-up, its guard.
 *
 * Why that is enough: pools give all sides of a class the same weight. Is that weight other than 0, the guard, which lies in
 * nothing else, is in the combination with all its people. Is it 0 everywhere, roll-ups are left, which do not overlap
 * but in known waves, and each brings all people of its withheld waves.
 */
export function makeRollUpDecider(minimum: number): RollUpDecider {
  const classes = new Map<string, GuardedClass>()
  return {
    look(input) {
      const isCandidate = qualifies(input, minimum)
      for (const [key, wave] of classesOf(input)) {
        const own = classes.get(key) ?? { firm: new Set(), reserve: [], reservePeople: new Set(), guards: undefined }
        classes.set(key, own)
        if (isInRollUp(input, wave)) continue
        const { people } = input.waves[wave] ?? { people: [] }
        if (!isCandidate) addUpTo(own.firm, people, minimum)
        else if (own.reservePeople.size < minimum) {
          own.reserve.push({ relationship: input.relationship, people: [...people].slice(0, minimum) })
          addUpTo(own.reservePeople, people, minimum)
        }
      }
    },
    decide(input) {
      if (!qualifies(input, minimum)) return false
      return classesOf(input).every(([key]) => {
        const own = classes.get(key)
        if (!own) return false
        own.guards ??= guardsOf(own, minimum)
        return own.guards !== 'too-few' && !own.guards.has(input.relationship)
      })
    },
  }
}

interface GuardedClass {
  /** people of sides that get no roll-up in any case, as many as are needed */
  firm: Set<string>
  /** sides that could have one, but are kept where the others are too few */
  reserve: { relationship: string; people: string[] }[]
  reservePeople: Set<string>
  /** relationships of the reserve that are needed */
  guards: ReadonlySet<string> | 'too-few' | undefined
}

function guardsOf({ firm, reserve }: GuardedClass, minimum: number): ReadonlySet<string> | 'too-few' {
  const people = new Set(firm)
  const needed = new Set<string>()
  for (const side of reserve) {
    if (people.size >= minimum) break
    needed.add(side.relationship)
    for (const person of side.people) people.add(person)
  }
  return people.size >= minimum ? needed : 'too-few'
}

/** Classes of the withheld waves that lie in a pool, each with the place of its wave. */
function classesOf({ place, waves }: RollUpInput): [key: string, wave: number][] {
  return waves.flatMap(({ isReleased, people, pools }, wave): [string, number][] =>
    isReleased || people.size === 0 || pools === '' ? [] : [[`${wave} ${place} ${pools}`, wave]],
  )
}

function isInRollUp({ earlier }: RollUpInput, wave: number): boolean {
  return earlier.some(({ newest, waves }) => newest <= wave && wave < newest + waves)
}

function qualifies({ waves, releasedLevels, earlier, isWanted }: RollUpInput, minimum: number): boolean {
  if (!isWanted || waves.length < 2) return false
  const withheld = waves.filter(({ isReleased }) => !isReleased)
  const people = new Set(withheld.flatMap((wave) => [...wave.people]))
  if (waves.every((wave) => wave.people.size === 0) || (people.size > 0 && people.size < minimum)) return false
  const isKnown = (wave: number) => releasedLevels[wave] === true || waves[wave]?.people.size === 0
  const isInside = (wave: number) => wave < waves.length
  return earlier.every((one) => {
    const isInOther = (wave: number) => one.newest <= wave && wave < one.newest + one.waves
    const places = Array.from({ length: Math.max(waves.length, one.newest + one.waves) }, (_, wave) => wave)
    const overlaps = places.some((wave) => isInside(wave) && isInOther(wave))
    return !overlaps || places.every((wave) => isInside(wave) === isInOther(wave) || isKnown(wave))
  })
}

function addUpTo(set: Set<string>, people: Iterable<string>, most: number): void {
  for (const person of people) {
    if (set.size >= most) return
    set.add(person)
  }
}
