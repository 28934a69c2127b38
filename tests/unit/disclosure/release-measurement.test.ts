import { describe, expect, test } from 'vitest'
import { measurementRows } from '#app/dashboards/measurement-rows'
import { viewMeasurement } from '#app/dashboards/measurement-view'
import {
  fromMeasurementStore,
  type ReleasedMeasurement,
  releaseAnswering,
  type StoredMeasurement,
} from '#app/disclosure/release-measurement'
import { releaseWaveMeasurement } from '#app/disclosure/release-wave-measurement'
import { findTemplate } from '#app/instruments/templates'
import { makeWaveMeasurement, sumAnswering } from '#app/trust/measure-wave'
import { measuredScales } from '#app/trust/measured-scales'

const PLACE = { construct: '', side: 'buyer', language: '' } as const
const nothing = sumAnswering([])

describe('a measurement', () => {
  test('is released under no promise that nobody can have been given', () => {
    const release = () =>
      releaseAnswering(
        { place: PLACE, decision: 'released', people: 100, values: nothing },
        { audience: 'shared', minimumGroupSize: 1 },
      )
    expect(release).toThrow(RangeError)
  })

  test('is not released for too few, whatever suppression says', () => {
    const policy = { audience: 'shared', minimumGroupSize: 3 } as const
    const row = releaseAnswering({ place: PLACE, decision: 'released', people: 19, values: nothing }, policy)
    expect(row).toEqual({ ...PLACE, status: 'withheld', reason: 'minimum' })
  })

  test('of a pooled study needs three firms, none of them with most of the people', () => {
    const instrument = findTemplate('relationship-core', 1)?.instrument
    if (!instrument) throw new Error('the core instrument is not shipped')
    const statusOf = (firmOf: (person: number) => string) => {
      const wave = makeWaveMeasurement(measuredScales(instrument))
      for (let person = 0; person < 30; person += 1) {
        const answers = Object.fromEntries([1, 2, 3, 4, 5].map((item) => [`trust_${item}`, 1 + ((person + item) % 7)]))
        const own = { side: 'buyer', language: 'en', person: `P${person}`, firm: firmOf(person), flags: [] } as const
        wave.addRelationship([{ ...own, answers }])
      }
      const rows = [...releaseWaveMeasurement(wave, ['en'], { audience: 'pooled', minimumGroupSize: 5 })]
      const row = rows.find(({ construct, side, language }) => `${construct} ${side} ${language}` === 'trust buyer ')
      return row?.status === 'withheld' ? row.reason : row?.status
    }
    expect(statusOf((person) => `F${person % 3}`)).toBe('released')
    expect(statusOf((person) => `F${person % 2}`)).toBe('dominance')
    expect(statusOf((person) => (person < 20 ? 'F' : `F${person}`))).toBe('dominance')
  })

  test('that did not come through the door is neither shown nor written', () => {
    const forged = { ...PLACE, kind: 'answering', status: 'released', n: 1, nTo: undefined, values: nothing } as unknown
    const rows = [forged as ReleasedMeasurement]
    expect(() => viewMeasurement(rows, { side: 'buyer', language: '', construct: '' })).toThrow('not released')
    expect(() => measurementRows(1, rows)).toThrow('not released')
  })

  test('comes back from the store only as it can have gone in', () => {
    const stored: StoredMeasurement = {
      ...{ ...PLACE, status: 'withheld', reason: 'minimum', n: null, nTo: null, values: null },
    }
    expect(fromMeasurementStore([stored])).toMatchObject([{ status: 'withheld' }])
    for (const wrong of [
      { n: 3 },
      { side: 'both' },
      { status: 'released' },
      { status: 'released', reason: null, n: 30, values: { responses: 'many' } },
      { status: 'released', reason: null, n: 30, construct: 'trust', values: {} },
    ])
      expect(() => fromMeasurementStore([{ ...stored, ...wrong }]), JSON.stringify(wrong)).toThrow()
  })
})
