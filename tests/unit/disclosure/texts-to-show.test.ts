import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textsToShow } from '#app/disclosure/texts-to-show'
import type { Answers } from '#app/instruments/answers'
import type { Side } from '#app/trust/scored-response'

interface Said {
  participantId: string
  side: Side
  answers: Answers
}

const answerTo = ({ answers }: Said, item: string) => answers[item]

const CONSENTS = [
  { item: 'comment', consent: 'comment_consent' },
  { item: 'wish', consent: 'wish_consent' },
]

const allowed = (participantId: string, side: Side = 'buyer', item = 'comment'): Said => ({
  ...{ participantId, side },
  answers: { [item]: 'A text', [`${item}_consent`]: 1 },
})
const people = (count: number, ...rest: [Side] | []) =>
  Array.from({ length: count }, (_, index) => allowed(`p${index}`, ...rest))

describe('a text may be shown', () => {
  const input = { consents: CONSENTS, minimumGroupSize: 3, answerTo }

  test('among those of five people of its side, to its question', () => {
    const maySee = textsToShow({ ...input, responses: [...people(5), allowed('s', 'supplier')] })
    expect(maySee('buyer', 'comment')).toBe(true)
    expect([maySee('supplier', 'comment'), maySee('buyer', 'wish')]).toEqual([false, false])
  })

  test('not among four, nor where a fifth did not allow theirs, wrote nothing, or is one of the four', () => {
    const fifths: Said[][] = [
      [],
      [{ ...allowed('x'), answers: { comment: 'No tick', comment_consent: 0 } }],
      [{ ...allowed('x'), answers: { comment: { missing: 'skipped' }, comment_consent: 1 } }],
      ...['', ' \n'].map((comment) => [{ ...allowed('x'), answers: { comment, comment_consent: 1 } }]),
      [allowed('x', 'supplier')],
      [allowed('x', 'buyer', 'wish')],
      [allowed('p0')],
    ]
    for (const fifth of fifths)
      expect(textsToShow({ ...input, responses: [...people(4), ...fifth] })('buyer', 'comment')).toBe(false)
  })

  test('from more people on where the wave promised more', () => {
    const maySee = (count: number) => textsToShow({ ...input, minimumGroupSize: 8, responses: people(count) })
    expect([7, 8].map((count) => maySee(count)('buyer', 'comment'))).toEqual([false, true])
  })

  test('exactly when enough different people allowed it, whoever they are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(9), fc.constantFrom('buyer', 'supplier'), fc.boolean()), { maxLength: 25 }),
        (drawn) => {
          const responses = drawn.map(
            ([person, side, ticks]): Said => ({
              ...{ participantId: `p${person}`, side: side as Side },
              answers: { comment: 'x', comment_consent: ticks ? 1 : 0 },
            }),
          )
          const authors = new Set(
            drawn.filter(([, side, ticks]) => ticks && side === 'buyer').map(([person]) => person),
          )
          expect(textsToShow({ ...input, responses })('buyer', 'comment')).toBe(authors.size >= 5)
        },
      ),
    )
  })
})
