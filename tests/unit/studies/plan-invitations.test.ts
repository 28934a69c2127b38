import { describe, expect, test } from 'vitest'
import { type InformantFact, planInvitations } from '#app/studies/plan-invitations'
import { makeAgreement, makeInstrument } from '../instruments/make-instrument'

const fact = (values: Partial<InformantFact>): InformantFact => ({
  participantId: 'p',
  organizationId: 'buyer',
  language: 'ar',
  function: 'purchasing',
  answersForFirm: false,
  relationshipId: 'r',
  relationshipCode: 'R',
  buyerId: 'buyer',
  supplierId: 'supplier',
  annualSpend: 0,
  currency: 'SAR',
  ...values,
})
const two = [
  fact({ relationshipId: 'small', annualSpend: 1 }),
  fact({ relationshipId: 'large', annualSpend: 2, buyerId: 'other', supplierId: 'buyer' }),
]

const ofEverybody = makeInstrument([makeAgreement('trust_1')])

describe('invitations', () => {
  test('are one per person, the most important relationship first, each on the side of the own firm', () => {
    expect(planInvitations(two, ofEverybody)).toEqual([
      {
        participantId: 'p',
        language: 'ar',
        assignments: [
          { relationshipId: 'large', side: 'supplier', position: 0 },
          { relationshipId: 'small', side: 'buyer', position: 1 },
        ],
      },
    ])
  })

  test('compare spend within a currency only: the one of most relationships first, what is unknown last', () => {
    const spend = (relationshipId: string, annualSpend: number, currency: string) =>
      fact({ relationshipId, relationshipCode: relationshipId, annualSpend, currency })
    const facts = [
      spend('yen', 9_000_000, 'JPY'),
      spend('unknown', 0, ''),
      spend('few riyals', 100, 'SAR'),
      spend('many riyals', 5000, 'SAR'),
      spend('euros', 700, 'EUR'),
    ]
    for (const order of [facts, [...facts].reverse()])
      expect(planInvitations(order, ofEverybody)[0]?.assignments.map(({ relationshipId }) => relationshipId)).toEqual([
        ...['many riyals', 'few riyals', 'euros', 'yen', 'unknown'],
      ])
  })

  test('leave out who belongs to neither firm', () => {
    expect(planInvitations([fact({ organizationId: 'third' })], ofEverybody)).toEqual([])
  })

  test('leave out questionnaires in which nothing is asked', () => {
    const ofBuyers = makeInstrument([makeAgreement('trust_1', { sides: ['buyer'], functions: ['purchasing'] })])
    expect(planInvitations(two, ofBuyers)[0]?.assignments).toMatchObject([{ relationshipId: 'small' }])
    expect(planInvitations([fact({ function: 'sales' })], ofBuyers)).toEqual([])
  })

  test('ask about the firm as a whole once, and only who answers for it', () => {
    const sections = ofEverybody.sections.map((one) => ({ ...one, isAboutFirm: true }))
    const ofFirms = { ...ofEverybody, sections }
    expect(planInvitations(two, ofFirms)).toEqual([])
    const informant = two.map((one) => ({ ...one, answersForFirm: true }))
    expect(planInvitations(informant, ofFirms)[0]?.assignments).toMatchObject([
      { relationshipId: 'large', position: 0 },
    ])
  })
})
