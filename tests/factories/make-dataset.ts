import type { Dataset, Value, Variable, Words } from '#app/exports/dataset'
import { makeVariable as describeVariable } from '#app/exports/response-variables'
import { seededRandom } from '#app/statistics/resampling/seeded-random'

const both = (en: string, ar: string): Words => ({ en, ar })

/** A variable of whole numbers without labels, but for what is given. */
export function makeVariable(given: Partial<Variable> & { name: string }): Variable {
  return describeVariable({
    ...{ kind: 'number', type: 'integer', measure: 'scale' },
    label: both(given.name, `متغير ${given.name}`),
    ...given,
  })
}

/** A dataset of these variables and rows. */
export function makeDataset(variables: readonly Variable[], rows: readonly (readonly Value[])[]): Dataset {
  return {
    name: 'answers',
    title: both('Answers of both sides', 'إجابات الطرفين'),
    languages: ['en', 'ar'],
    variables,
    rowCount: rows.length,
    // two at a time, so that there is more than one page
    async *pages() {
      for (let at = 0; at < rows.length; at += 2) yield rows.slice(at, at + 2)
    },
  }
}

const MISSING = [
  { value: -96, label: both('No face-to-face time', 'لا وقت للقاء وجهًا لوجه') },
  { value: -97, label: both('Not applicable', 'لا ينطبق') },
  { value: -98, label: both('Cannot say', 'لا أستطيع الجواب') },
  { value: -99, label: both('Skipped', 'بلا إجابة') },
]
const AGREEMENT = [
  { value: 1, label: both('Strongly disagree', 'لا أوافق بشدة') },
  { value: 2, label: both('Disagree', 'لا أوافق') },
  { value: 3, label: both('Neither', 'محايد') },
  { value: 4, label: both('Agree', 'أوافق') },
  { value: 5, label: both(`Agree ${'very '.repeat(40)}much`, `أوافق ${'جدًا '.repeat(40)}`) },
]

/** Texts that break files whose writer did not think of them. */
export const HARD_TEXTS = [
  'شركة النجم، فرع الرياض',
  '😀 👩‍👩‍👧 emoji',
  '=1+1',
  "'=1+1",
  '-5',
  '＝1+1',
  'abc \u202ecba\u202c end',
  'bell\u0007 escape\u001b',
  `quotes " ' ; , \\ \\n`,
  'line\nbreak and\r\nanother,\ttab',
  '_x0041_ <b>&amp;</b> ]]>',
  'half of a pair \ud83d alone',
  'zero \0 inside',
  'ثقة '.repeat(43),
  `${'é'.repeat(127)}…`,
  'a'.repeat(255),
  'b'.repeat(256),
  'ج'.repeat(252),
  '',
]
const LONG_TEXTS = ['', 'قصير', 'ع'.repeat(2500), `${'long '.repeat(800)}😀`, 'x'.repeat(2045), 'y'.repeat(2046)]
/** Differ behind their thirty-second character only. */
const LONG_NAMES = ['transactional_time_spent_on_reworks_buyer', 'transactional_time_spent_on_reworks_seller']

const VARIABLES: Variable[] = [
  makeVariable({ name: 'respondent', type: 'text', measure: 'nominal', width: 16, label: both('Person', 'الشخص') }),
  makeVariable({
    name: 'side',
    type: 'text',
    measure: 'nominal',
    width: 8,
    values: [
      { value: 'buyer', label: both('Buyer', 'المشتري') },
      { value: 'supplier', label: both('Supplier', 'المورّد') },
    ],
  }),
  makeVariable({
    name: 'function',
    type: 'text',
    measure: 'nominal',
    width: 11,
    values: [
      { value: 'purchasing', label: both('Purchasing', 'المشتريات') },
      { value: 'engineering', label: both('Engineering', 'الهندسة') },
    ],
  }),
  makeVariable({ name: 'wave', measure: 'ordinal' }),
  makeVariable({
    name: 'trust_1',
    measure: 'ordinal',
    label: both(`Their word ${'can be relied on '.repeat(30)}`, `كلمتهم ${'يُعتمد عليها '.repeat(30)}`),
    question: both('{partner} keeps "promises";\neven \'small\' ones.', 'يفي {partner} بوعوده.'),
    values: AGREEMENT,
    missing: MISSING.slice(1),
    minimum: 1,
    maximum: 5,
    construct: 'trust',
    isReversed: true,
    source: 'Zaheer et al. 1998',
    code: 'TR1',
    universe: 'side = buyer',
    instruments: ['relationship-survey@1'],
    waves: [1, 2],
    note: both('A note, \u202edesrever\u202c', 'ملاحظة \u202edesrever\u202c'),
  }),
  makeVariable({
    name: 'meeting_share',
    missing: MISSING,
    minimum: 0,
    maximum: 100,
    unit: both('percent', 'بالمئة'),
    label: { en: 'Share of meetings' },
  }),
  makeVariable({ name: 'score_trust', type: 'decimal', missing: MISSING.slice(2) }),
  makeVariable({ name: 'balance' }),
  makeVariable({ name: 'cost' }),
  makeVariable({ name: 'spend' }),
  makeVariable({ name: LONG_NAMES[0] ?? '' }),
  makeVariable({ name: LONG_NAMES[1] ?? '', type: 'decimal' }),
  makeVariable({ name: 'with' }),
  makeVariable({ name: 'comment', type: 'text', measure: 'nominal' }),
  makeVariable({ name: 'essay', type: 'text', measure: 'nominal', width: 6000 }),
  makeVariable({ name: 'nothing', type: 'text', measure: 'nominal', width: 0 }),
]

/** A dataset with everything in it that a format may stumble over: languages, lengths, ranges, names, missing answers. */
export function makeHardDataset(rowCount: number): Dataset {
  const random = seededRandom(7)
  const among = (low: number, high: number) => low + Math.floor(random() * (high - low + 1))
  const oneOf = <Item>(items: readonly Item[]): Item | null => items[among(0, items.length)] ?? null
  const rows = Array.from({ length: rowCount }, (_, index): Value[] => [
    `R${index.toString(16).padStart(15, '0')}`,
    oneOf(['buyer', 'supplier']),
    oneOf(['purchasing', 'engineering']),
    1 + (index % 4),
    oneOf([1, 2, 3, 4, 5, -97, -98, -99]),
    oneOf([0, 37, 100, -96, -97, -98, -99]),
    oneOf([random() * 100, 1 / 3, -1e-9, 1e300, 0, -98, -99]),
    oneOf([-127, 100, 101, -30_000]),
    oneOf([-2_000_000_000, 2_000_000_000, 7]),
    oneOf([3_000_000_000, -9_007_199_254_740_991, 0]),
    among(-99, 151),
    oneOf([0.1 + 0.2, -65.8333333333333]),
    among(0, 1),
    HARD_TEXTS[index % (HARD_TEXTS.length + 1)] ?? null,
    LONG_TEXTS[index % (LONG_TEXTS.length + 1)] ?? null,
    null,
  ])
  return makeDataset(VARIABLES, rows)
}
