import { describe, expect, test } from 'vitest'
import { chooseWave } from '#app/dashboards/choose-wave'
import { readTimeChoice } from '#app/dashboards/time-choice'

const waves = [1, 2, 3].map((number) => ({
  id: `wave-${number}`,
  number,
  publishedAt: new Date('2026-03-02T08:00:00Z'),
}))
const address = (search: string) => `http://127.0.0.1/studies/x/transactional-time${search}`

describe('the wave of an address', () => {
  test('is the one it names', () => {
    expect(chooseWave(waves, address('?wave=2'))?.number).toBe(2)
  })

  test.each(['', '?wave=', '?wave=9', '?wave=two', '?wave=-1'])('is the newest published one for %j', (search) => {
    expect(chooseWave(waves, address(search))?.number).toBe(3)
  })

  test('is none before the first publication', () => {
    expect(chooseWave([], address(''))).toBeUndefined()
    expect(readTimeChoice([], address('?wave=all'))).toBeUndefined()
  })
})

describe('the choice on the transactional-time page', () => {
  test('is every relationship, all five uses and the newest wave, unless told otherwise', () => {
    expect(readTimeChoice(waves, address(''))).toEqual({
      wave: 3,
      waves: [waves[2]],
      measure: 'unproductive',
      view: 'relationships',
      side: 'both',
    })
  })

  test('may be all waves, firms, one side and the strict measure', () => {
    expect(readTimeChoice(waves, address('?wave=all&view=firms&side=supplier&measure=unproductive_strict'))).toEqual({
      wave: 'all',
      waves,
      measure: 'unproductive_strict',
      view: 'firms',
      side: 'supplier',
    })
  })

  test('takes no index that is not offered', () => {
    expect(readTimeChoice(waves, address('?measure=dependence&view=people&side=us'))).toMatchObject({
      measure: 'unproductive',
      view: 'relationships',
      side: 'both',
    })
  })
})
