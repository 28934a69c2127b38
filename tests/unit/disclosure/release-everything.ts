import { groupRule } from '#app/disclosure/policy'
import { type Answered, makeWaveDecider } from '#app/disclosure/suppression/decide-wave'
import type { Audience } from '#app/studies/promise'
import type { Side } from '#app/trust/scored-response'
import type { ReleasedSum } from './attacker'

export interface StudyShape {
  audience: Audience
  minimumGroupSize: number
  relationships: { buyer: string; supplier: string; category: string }[]
  /** per wave: who answered about which relationship; the function belongs to the person */
  waves: { person: number; relationship: number; side: Side }[][]
}

const FUNCTIONS = ['purchasing', 'quality', 'engineering']
const INDEX = { id: 'trust', isIn: () => true, isPooled: true }

/** Publishes every wave of a study as publication does, and gives an attacker all that was released of one index. */
export function releaseEverything({ audience, minimumGroupSize, relationships, waves }: StudyShape): {
  sums: ReleasedSum[]
  personOf: Map<string, string>
} {
  const sums: ReleasedSum[] = []
  const personOf = new Map<string, string>()
  const rule = groupRule({ audience, minimumGroupSize })
  const nameOf = (wave: number, relationship: number, person: string) => `${wave} ${relationship} ${person}`
  // a person answers for one firm
  const answersOf = (wave: number, place: number): Record<Side, Answered[]> => {
    const relationship = relationships[place]
    const bySide = (side: Side) => {
      const firm = relationship?.[side] ?? ''
      const people = (waves[wave] ?? []).filter((one) => one.relationship === place && one.side === side)
      return [...new Set(people.map(({ person }) => person))].map((number) => {
        const person = `${firm}#${number}`
        personOf.set(nameOf(wave, place, person), person)
        return { person, firm, function: FUNCTIONS[number % 3] ?? '', scores: {} }
      })
    }
    return { buyer: bySide('buyer'), supplier: bySide('supplier') }
  }
  for (const wave of waves.keys()) {
    const decider = makeWaveDecider(rule, [INDEX])
    const members = new Map<string, string[]>()
    for (const [place, { buyer, supplier, category }] of relationships.entries()) {
      const current = answersOf(wave, place)
      const pools = {
        buyer: ['portfolio', `target-firm ${supplier}`, `rater-firm ${buyer}`, `category ${category}`],
        supplier: ['portfolio', `target-firm ${buyer}`, `rater-firm ${supplier}`, `category ${category}`],
      }
      const decide = decider.decideRelationship({
        ...{ current, pools },
        previous: answersOf(wave - 1, place),
        beforePrevious: answersOf(wave - 2, place),
      })
      for (const side of ['buyer', 'supplier'] as const) {
        const names = current[side].map(({ person }) => nameOf(wave, place, person))
        for (const pool of pools[side])
          members.set(`${side} ${pool}`, [...(members.get(`${side} ${pool}`) ?? []), ...names])
        const { level, functions, panel } = decide(side, 'trust')
        if (level === 'released') sums.push(new Map(names.map((name) => [name, 1])))
        for (const [name, decision] of functions)
          if (decision === 'released')
            sums.push(
              new Map(
                current[side].flatMap((one, index) =>
                  one.function === name ? [[names[index] ?? '', 1] as const] : [],
                ),
              ),
            )
        if (panel.isShown)
          sums.push(
            new Map(
              [...panel.stayed].flatMap((person) => [
                [nameOf(wave, place, person), 1] as const,
                [nameOf(wave - 1, place, person), -1] as const,
              ]),
            ),
          )
      }
    }
    for (const side of ['buyer', 'supplier'] as const) {
      const pools = [...members.keys()]
        .filter((key) => key.startsWith(`${side} `))
        .map((key) => key.slice(side.length + 1))
      for (const [pool, decision] of decider.decidePools(side, 'trust', pools))
        if (decision === 'released') sums.push(new Map((members.get(`${side} ${pool}`) ?? []).map((name) => [name, 1])))
    }
  }
  return { sums, personOf }
}
