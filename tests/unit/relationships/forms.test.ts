import { describe, expect, test } from 'vitest'
import { textsOf } from '#app/i18n/texts-of'
import { organizationSchema, participantSchema, relationshipSchema } from '#app/relationships/forms'
import { pageWithin, readListQuery } from '#app/relationships/page-of'
import { suggestCode } from '#app/relationships/suggest-code'

const [buyerId, supplierId] = [crypto.randomUUID(), crypto.randomUUID()]
const relationship = {
  code: '',
  buyerId,
  supplierId,
  category: '',
  annualSpend: '',
  currency: '',
  startedOn: '',
  renewalOn: '',
}

describe('forms', () => {
  test('of relationships need two firms and nothing else', () => {
    expect(relationshipSchema.parse(relationship)).toMatchObject({ code: '', annualSpend: null, informants: [] })
    const same = relationshipSchema.safeParse({ ...relationship, supplierId: buyerId })
    expect(same.error?.issues).toMatchObject([{ path: ['supplierId'], message: 'relationships.error.same-firm' }])
  })

  test.each([
    [{ annualSpend: '100' }, 'currency', 'currency-needed'],
    [{ startedOn: '2026-03-02', renewalOn: '2026-03-01' }, 'renewalOn', 'renewal-before-start'],
  ])('of relationships need terms that fit together: %j', (terms, field, code) => {
    const refused = relationshipSchema.safeParse({ ...relationship, ...terms })
    expect(refused.error?.issues).toMatchObject([{ path: [field], message: `relationships.error.${code}` }])
    const right = { ...terms, currency: 'SAR', renewalOn: '2026-03-02' }
    expect(relationshipSchema.safeParse({ ...relationship, ...right }).success).toBe(true)
  })

  test.each([
    ['organizations', organizationSchema],
    ['participants', participantSchema],
    ['relationships', relationshipSchema],
  ])('of %s say in words of ours what is wrong with fields that lack, or hold no text', (_kind, schema) => {
    const texts = textsOf('en').relationships as Record<string, Record<string, string>>
    const names = Object.keys(schema.shape)
    for (const value of [undefined, 7, ['a'], { $gt: '' }, '!'.repeat(100_000), '\u0000']) {
      const result = schema.safeParse(Object.fromEntries(names.map((name) => [name, value])))
      for (const { message } of result.error?.issues ?? [])
        expect(texts.error, message).toHaveProperty([message.replace('relationships.error.', '')])
      expect(result.success).toBe(false)
    }
  })

  test('leave out fields that nobody asked for', () => {
    const parsed = organizationSchema.parse({ code: 'A', name: 'B', workspaceId: buyerId, id: buyerId, role: 'x' })
    expect(parsed).toEqual({ code: 'A', name: 'B' })
  })
})

describe('the code that is suggested', () => {
  test('joins those of both firms, with a number where it is taken', () => {
    expect(suggestCode('NAJM', 'STEEL', new Set())).toBe('NAJM-STEEL')
    expect(suggestCode('NAJM', 'STEEL', new Set(['NAJM-STEEL', 'NAJM-STEEL-2']))).toBe('NAJM-STEEL-3')
  })

  test('is one that the form takes, also for the longest codes', () => {
    const long = suggestCode('ن'.repeat(60), 'x'.repeat(60), new Set())
    const next = suggestCode('ن'.repeat(60), 'x'.repeat(60), new Set([long]))
    for (const code of [long, next]) expect(relationshipSchema.parse({ ...relationship, code }).code).toBe(code)
    expect(next).not.toBe(long)
  })
})

describe('the address of a list', () => {
  test('gives search text and page; nonsense is the first page of everything', () => {
    expect(readListQuery('http://x.test/?q=+najm+&page=3')).toEqual({ search: 'najm', page: 3 })
    for (const query of ['', '?page=-1', '?page=1e9', '?page=2.5', '?page=__proto__', '?q=%00&page=NaN'])
      expect(readListQuery(`http://x.test/${query}`)).toEqual({ search: '', page: 1 })
  })

  test('leads to the last page where there is no such page', () => {
    expect(pageWithin(99, 101)).toEqual({ page: 3, range: { skip: 100, take: 50 } })
    expect(pageWithin(2, 0)).toEqual({ page: 1, range: { skip: 0, take: 50 } })
  })
})
