import fc from 'fast-check'
import { PARTS, type Part, type StudyAnswer, type StudyShape } from './release-everything'

const WAVES = 6

/** Most people answer everything. */
const lacks = fc
  .array(fc.constantFrom<Part>(...PARTS), { maxLength: 2 })
  .chain((parts) => fc.integer({ min: 0, max: 2 }).map((chance) => (chance === 0 ? parts : [])))
const answer = fc.record({
  person: fc.integer({ min: 0, max: 5 }),
  relationship: fc.integer({ min: 0, max: 4 }),
  side: fc.constantFrom('buyer' as const, 'supplier' as const),
  // most people answer every time
  waves: fc.tuple(...Array.from({ length: WAVES }, () => fc.integer({ min: 0, max: 5 }).map((chance) => chance > 0))),
  lacks,
})
/** Sides that come and go: what is too small in each wave may be enough over several. */
const rareAnswer = answer.map((one) => ({
  ...one,
  waves: one.waves.map((answers, wave) => answers && wave % 3 === one.person % 3),
}))
/** Sides of which some are large enough for their spread to be told, and some too small for anything. */
const manyAnswer = fc.record({
  ...{ person: fc.integer({ min: 0, max: 23 }), side: fc.constantFrom('buyer' as const, 'supplier' as const), lacks },
  // half of all answers are about the first relationship, few about the last
  relationship: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4),
  waves: fc.constant(Array.from({ length: 2 }, () => true)),
})

export type StudyKind = 'usual' | 'rare' | 'many'

interface ShapeValues {
  audience: StudyShape['audience']
  /** minimums that can have been promised */
  sizes: readonly number[]
  /** firms on each side */
  firms: number
  kind: StudyKind
}

/** Studies of up to five relationships, as they may come. */
export function shape({ audience, sizes, firms, kind }: ShapeValues): fc.Arbitrary<StudyShape> {
  const firm = (side: string) => fc.integer({ min: 1, max: firms }).map((number) => `${side}${number}`)
  const category = fc.constantFrom('steel', 'valves')
  const [answers, fewest, most, waves] = {
    usual: [answer, 10, 44, [1, 3]] as const,
    rare: [rareAnswer, 25, 60, [4, WAVES]] as const,
    many: [manyAnswer, 50, 120, [1, 2]] as const,
  }[kind]
  return fc
    .record({
      minimumGroupSize: fc.constantFrom(...sizes),
      relationships: fc.array(fc.record({ buyer: firm('B'), supplier: firm('S'), category }), {
        ...{ minLength: 1, maxLength: 5, size: 'max' },
      }),
      answers: fc.array<StudyAnswer & { waves: boolean[] }>(answers, {
        minLength: fewest,
        maxLength: most,
        size: 'max',
      }),
      waveCount: fc.integer({ min: waves[0], max: waves[1] }),
    })
    .map(({ answers: all, waveCount, ...study }) => ({
      ...{ ...study, audience },
      waves: Array.from({ length: waveCount }, (_, wave) => all.filter((one) => one.waves[wave])),
    }))
}
