import { describe, expect, test } from 'vitest'
import { parseAnswers } from '#app/instruments/parse-answers'
import { scoreResponse } from '#app/instruments/score-response'
import { visibleInstrument } from '#app/instruments/visible-instrument'
import { coreInstrument, makeAgreement, makeInstrument } from './make-instrument'

const instrument = makeInstrument([
  makeAgreement('trust_1'),
  makeAgreement('trust_2', { sides: ['buyer'] }),
  makeAgreement('trust_3', { functions: ['finance', 'purchasing'] }),
  makeAgreement('trust_4', { sides: ['supplier'], functions: ['sales'] }),
])
const idsFor = (side: 'buyer' | 'supplier', workFunction: string) =>
  visibleInstrument(instrument, { side, function: workFunction }).sections.flatMap((section) =>
    section.items.map((item) => item.id),
  )

describe('visibleInstrument', () => {
  test('asks by side and function; without either everybody', () => {
    expect(idsFor('buyer', 'finance')).toEqual(['trust_1', 'trust_2', 'trust_3'])
    expect(idsFor('buyer', 'sales')).toEqual(['trust_1', 'trust_2'])
    expect(idsFor('supplier', 'sales')).toEqual(['trust_1', 'trust_4'])
    expect(idsFor('supplier', 'quality')).toEqual(['trust_1'])
  })

  test('leaves out sections in which nothing is asked', () => {
    const onlyBuyers = makeInstrument([makeAgreement('trust_1', { sides: ['buyer'] })])
    expect(visibleInstrument(onlyBuyers, { side: 'supplier', function: 'sales' }).sections).toEqual([])
  })

  test('what is not asked is neither open nor missing nor counted by the half rule', () => {
    const asked = visibleInstrument(instrument, { side: 'supplier', function: 'sales' })
    expect(parseAnswers(asked, { trust_1: '7', trust_2: '1' })).toEqual({
      ok: true,
      answers: { trust_1: 7, trust_4: { missing: 'skipped' } },
      open: ['trust_4'],
    })
    expect(scoreResponse(asked, { trust_1: 7 })).toEqual({ trust: 100 })
    expect(scoreResponse(instrument, { trust_1: 7 })).toEqual({ trust: null })
  })

  test('asks the whole core instrument of everybody', () => {
    expect(visibleInstrument(coreInstrument(), { side: 'supplier', function: 'sales' })).toEqual(coreInstrument())
  })
})
