import { expect, test } from 'vitest'
import { translateTo } from '#app/i18n/texts-of'
import { functionWeights, weighResponses } from '#app/studies/function-weights'
import { functionWeightsText } from '#app/studies/function-weights-text'
import { functionWeightField, functionWeightsIn, studySchema } from '#app/studies/study-form'

const FORM = {
  ...{ name: 'Steel', instrument: 'relationship-core@1', audience: 'attributed', minimumGroupSize: '3' },
  ...{ contactName: 'Sara', contactEmail: 'sara@thiqa.test' },
}

test('weights that are kept are those that are not 1, and no others than a form can send', () => {
  expect(functionWeights(undefined)).toEqual({})
  expect(functionWeights({ quality: 2, sales: 1, finance: 0.3, service: 3 })).toEqual({
    ...{ quality: 2, finance: 0.3, service: 3 },
  })
  for (const broken of [{ quality: 0.2 }, { quality: 3.1 }, { quality: '2' }, { quality: Number.NaN }, { cleaning: 2 }])
    expect(() => functionWeights(broken)).toThrow(RangeError)
})

test('responses weigh what their function does, 1 where nothing is said of it', () => {
  const responses = [{ function: 'quality' }, { function: 'sales' }]
  expect(weighResponses(responses, { quality: 2 })).toEqual([
    { function: 'quality', weight: 2 },
    { function: 'sales', weight: 1 },
  ])
  expect(weighResponses(responses, {})).toBe(responses)
})

test('a form takes tenths from 0.3 to 3, and anything but 1 only where answers are seen by company name', () => {
  const parse = (more: object) => studySchema.safeParse({ ...FORM, ...more })
  const own = parse({ function_weight_quality: '1.7', function_weight_sales: '0.3' })
  expect(own.success && functionWeightsIn(own.data)).toEqual({ quality: 1.7, sales: 0.3 })
  expect(functionWeightsIn(studySchema.parse(FORM))).toEqual({})
  const off = studySchema.parse({
    ...FORM,
    function_weight_quality: '1.0000000000000002',
    function_weight_sales: '0.30000000000000004',
  })
  expect(functionWeightsIn(off)).toEqual({ sales: 0.3 })
  for (const broken of ['0.2', '3.1', '1.25', 'much', '', '-1'])
    expect(parse({ function_weight_quality: broken }).error?.issues, broken).toMatchObject([
      { path: ['function_weight_quality'], message: 'studies.error.function-weight' },
    ])
  for (const audience of ['shared', 'own-side', 'pooled']) {
    const confidential = { audience, minimumGroupSize: '5' }
    expect(parse({ ...confidential, function_weight_quality: '2' }).error?.issues, audience).toMatchObject([
      { path: [functionWeightField('quality')], message: 'studies.error.function-weight-audience' },
    ])
    expect(parse({ ...confidential, function_weight_quality: '1' }).success).toBe(true)
    for (const broken of ['', '0.2', '4', '-0', '1e400', '5e-324'])
      expect(parse({ ...confidential, function_weight_quality: broken }).success, broken).toBe(false)
  }
})

test('are said in a sentence in both languages, and not at all where all weigh alike', () => {
  const [en, ar] = [translateTo('en'), translateTo('ar')]
  expect(functionWeightsText(en, 'en', { quality: 2, finance: 0.5 })).toBe(
    'Answers weigh by function: Quality 2.0 · Finance 0.5; all others 1. The effective number beside n is how many people who weigh alike, with one answer each, would make a value as sure.',
  )
  expect(functionWeightsText(ar, 'ar', { quality: 2 })).toContain('الجودة')
  expect(functionWeightsText(en, 'en', {})).toBeUndefined()
})
