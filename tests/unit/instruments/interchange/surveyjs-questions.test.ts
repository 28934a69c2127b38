// Each property of SurveyJS by itself: what becomes of it, and what is said where it has no counterpart.
import { describe, expect, test } from 'vitest'
import { importSurveyJs } from '#app/instruments/interchange/import-surveyjs'

const AT = 'pages.0.elements.0'

/** The first question of a survey that has only this one, without what it always has. */
function read(question: object) {
  const { template, notes } = importSurveyJs({ pages: [{ elements: [question] }] })
  const items = template?.instrument.sections.flatMap(({ items }) => items) ?? []
  return {
    items: items.map(({ construct, source, ...item }) => item),
    words: template?.texts.en,
    notes: notes.map(({ path, feature }) => (path === AT ? feature : `${path.replace(AT, '')} ${feature}`)),
  }
}
const choices = ['x', 'y']

describe('kinds', () => {
  test.each<[string, object, object[]]>([
    ['radiogroup', { choices }, [{ kind: 'choice', id: 'q', options: ['x', 'y'] }]],
    ['dropdown', { choices }, [{ kind: 'choice', id: 'q', options: ['x', 'y'] }]],
    ['buttongroup', { choices }, [{ kind: 'choice', id: 'q', options: ['x', 'y'] }]],
    ['radiogroup', { choices, showNoneItem: true }, [{ kind: 'choice', id: 'q', options: ['x', 'y', 'none_2'] }]],
    ['radiogroup', { choices, hasNone: true }, [{ kind: 'choice', id: 'q', options: ['x', 'y', 'none_2'] }]],
    ['radiogroup', { choices: ['x', 'y', 'cannot_say'] }, [{ kind: 'choice', id: 'q', options: ['x', 'y'] }]],
    ['checkbox', { choices }, [{ kind: 'choices', id: 'q', options: ['x', 'y'] }]],
    ['tagbox', { choices, showNoneItem: true }, [{ kind: 'choices', id: 'q', options: ['x', 'y'] }]],
    ['boolean', {}, [{ kind: 'choice', id: 'q', options: ['true', 'false'] }]],
    ['boolean', { valueTrue: 'on', valueFalse: 0 }, [{ kind: 'choice', id: 'q', options: ['on', 'q_0'] }]],
    ['text', {}, [{ kind: 'text', id: 'q', maximum: 2000 }]],
    ['text', { maxLength: 80 }, [{ kind: 'text', id: 'q', maximum: 80 }]],
    ['comment', { maxLength: '90' }, [{ kind: 'text', id: 'q', maximum: 90 }]],
    ['empty', {}, []],
    ['rating', {}, [{ kind: 'bipolar', id: 'q', anchors: 'q', minimum: 1, maximum: 5 }]],
    ['rating', { rateCount: 3 }, [{ kind: 'bipolar', id: 'q', anchors: 'q', minimum: 1, maximum: 3 }]],
    ['rating', { rateMin: 0, rateMax: 10 }, [{ kind: 'bipolar', id: 'q', anchors: 'q', minimum: 0, maximum: 10 }]],
    ['rating', { rateMin: -2, rateCount: 5 }, [{ kind: 'bipolar', id: 'q', anchors: 'q', minimum: -2, maximum: 2 }]],
    ['rating', { rateMax: 20, rateMin: 0 }, [{ kind: 'bipolar', id: 'q', anchors: 'q', minimum: 0, maximum: 20 }]],
    [
      'rating',
      { rateValues: [3, { value: 4, text: 'Four' }, 'cannot_say'] },
      [{ kind: 'bipolar', id: 'q', anchors: 'q', minimum: 3, maximum: 4 }],
    ],
  ])('%s %j', (type, more, items) => {
    expect(read({ type, name: 'q', ...more })).toMatchObject({ items, notes: [] })
  })

  test.each<[string, object, string]>([
    ['radiogroup', { choices: ['x'] }, 'too-few-options'],
    ['radiogroup', {}, 'too-few-options'],
    ['checkbox', { choices: ['x'] }, 'too-few-options'],
    ['rating', { rateMin: 5, rateMax: 1 }, 'too-few-options'],
    ['rating', { rateMin: 1, rateMax: 1 }, 'too-few-options'],
    ['rating', { rateStep: -1 }, 'too-few-options'],
    ['rating', { rateStep: 0 }, 'too-few-options'],
    ['rating', { rateValues: ['x'] }, 'too-few-options'],
    ['matrix', { columns: [1], rows: ['a'] }, 'too-few-options'],
    ['matrix', { columns: [1, 2] }, 'too-few-options'],
    ['expression', {}, 'calculation'],
    ['signaturepad', {}, 'unknown-question'],
  ])('%s %j is left out, and said to be', (type, more, feature) => {
    expect(read({ type, name: 'q', ...more })).toMatchObject({ items: [], notes: [feature] })
  })

  test('more points than a scale has, or others than whole numbers, are chosen from', () => {
    const many = read({ type: 'rating', name: 'q', rateMin: 0, rateMax: 21 })
    expect(many.items).toMatchObject([{ kind: 'choice' }])
    expect(many.notes).toEqual(['gaps'])
    const half = read({ type: 'rating', name: 'q', rateMin: 0, rateMax: 1.5, rateStep: 0.5 })
    expect(half.items).toMatchObject([{ kind: 'choice', options: ['q_0', 'q_0_5', 'q_1', 'q_1_5'] }])
    expect(read({ type: 'rating', name: 'q', rateValues: ['', 1, 2] }).notes).toEqual([
      '.rateValues.0 unknown-question',
    ])
  })

  test('too many points are none', () => {
    const { items, notes } = read({ type: 'rating', name: 'q', rateMin: 1, rateMax: 1e9 })
    expect({ items, notes }).toEqual({ items: [], notes: ['too-few-options'] })
  })

  test.each([
    [{}, 0],
    [{ step: 1 }, 0],
    [{ step: 0.5 }, 1],
    [{ step: '0.25' }, 2],
    [{ step: 'any' }, 3],
    [{ step: 0.00001 }, 3],
    [{ step: 0.0001 }, 3],
    [{ step: true }, 0],
  ])('a number with %j has %i decimals', (more, decimals) => {
    for (const inputType of ['number', 'range'])
      expect(read({ type: 'text', inputType, name: 'q', ...more })).toMatchObject({
        ...{ items: [{ kind: 'number', id: 'q', minimum: 0, maximum: 1e9, decimals }], notes: [] },
      })
  })

  test('of borders only numbers count', () => {
    const { items } = read({ type: 'text', inputType: 'number', name: 'q', min: ' 2 ', max: [7] })
    expect(items).toMatchObject([{ minimum: 2, maximum: 1e9 }])
  })

  test('other texts come as the text that they are', () => {
    expect(read({ type: 'text', inputType: 'date', name: 'q' })).toMatchObject({
      ...{ items: [{ kind: 'text' }], notes: ['validation'] },
    })
  })

  test('a matrix has a statement per row', () => {
    const { items, words, notes } = read({
      ...{ type: 'matrix', name: 'm', columns: ['No', { value: 2, text: 'Yes' }, 'cannot_say'] },
      rows: [{ value: 'a', text: 'A' }, 'b', {}],
    })
    expect(items).toEqual([
      { kind: 'agreement', id: 'a' },
      { kind: 'agreement', id: 'b' },
    ])
    expect(words).toMatchObject({ anchors: ['No', 'Yes'], items: { a: { text: 'A' }, b: { text: 'b' } } })
    expect(notes).toEqual(['.rows.2 unknown-question', 'recoded'])
  })
})

describe('what a question has beside', () => {
  test.each<[string, unknown]>([
    ['validators', [{}]],
    ['isRequired', true],
    ['requiredIf', '{a} = 1'],
    ['minSelectedChoices', 1],
    ['maxSelectedChoices', 2],
    ['isAllRowRequired', true],
    ['eachRowRequired', true],
    ['eachRowUnique', true],
    ['minValueExpression', 'x'],
    ['maxValueExpression', 'x'],
  ])('%s is a rule that is not kept', (name, value) => {
    expect(read({ type: 'comment', name: 'q', [name]: value }).notes).toEqual(['validation'])
  })

  test.each(['enableIf', 'choicesVisibleIf', 'choicesEnableIf', 'rowsVisibleIf', 'columnsVisibleIf'])(
    '%s is a condition that is not kept',
    (name) => expect(read({ type: 'comment', name: 'q', [name]: '{a} = 1' }).notes).toEqual(['condition']),
  )

  test.each([...['defaultValue', 'defaultValueExpression', 'setValueIf', 'setValueExpression', 'resetValueIf']])(
    '%s is a calculation that is not kept',
    (name) => {
      expect(read({ type: 'comment', name: 'q', [name]: 'x' }).notes).toEqual(['calculation'])
    },
  )

  test.each(['showOtherItem', 'hasOther', 'showCommentArea', 'hasComment'])('%s is not kept', (name) => {
    expect(read({ type: 'comment', name: 'q', [name]: true }).notes).toEqual(['other-option'])
  })

  test.each<[string, unknown]>([
    ['isRequired', false],
    ['defaultValue', null],
    ['enableIf', ''],
    ['validators', []],
    ['choicesOrder', 'none'],
  ])('%s: %j says nothing', (name, value) => {
    expect(read({ type: 'comment', name: 'q', [name]: value }).notes).toEqual([])
  })

  test('is not named of a question that did not come', () => {
    expect(read({ type: 'file', name: 'q', isRequired: true, choicesOrder: 'asc' }).notes).toEqual(['unknown-question'])
  })

  test.each([...['questionsOrder', 'questionOrder', 'elementsOrder', 'rowsOrder', 'rowOrder', 'choicesOrder']])(
    '%s is not kept, wherever it stands',
    (name) => {
      for (const order of ['random', 'asc', 'Desc']) {
        const own = { [name]: order }
        const elements = [{ type: 'comment', name: 'q' }]
        expect(importSurveyJs({ elements: [{ type: 'comment', name: 'q', ...own }] }).notes).toEqual([
          { path: AT, feature: 'order' },
        ])
        expect(importSurveyJs({ pages: [{ elements }], ...own }).notes).toEqual([{ path: '', feature: 'order' }])
        expect(importSurveyJs({ pages: [{ elements, ...own }] }).notes).toEqual([{ path: 'pages.0', feature: 'order' }])
        expect(importSurveyJs({ elements: [{ type: 'panel', elements, ...own }] }).notes).toEqual([
          { path: AT, feature: 'order' },
        ])
      }
    },
  )

  test.each(['triggers', 'calculatedValues'])('%s of a survey are not kept', (name) => {
    const elements = [{ type: 'comment', name: 'q' }]
    expect(importSurveyJs({ elements, [name]: [{}] }).notes).toEqual([{ path: name, feature: 'calculation' }])
    expect(importSurveyJs({ elements, [name]: [] }).notes).toEqual([])
  })

  test('options that are shown to some only, and options without a value', () => {
    const { items, notes } = read({
      ...{ type: 'radiogroup', name: 'q' },
      choices: [{ value: 'x', visibleIf: '{a} = 1' }, { value: 'y', enableIf: '{a} = 1' }, { text: 'none' }, true],
    })
    expect(items).toMatchObject([{ options: ['x', 'y', 'true'] }])
    expect(notes).toEqual(['.choices.0 condition', '.choices.1 condition', '.choices.2 unknown-question'])
  })
})

describe('words', () => {
  test('of a question are its title, else its name, else its place', () => {
    expect(read({ type: 'comment', name: 'q', title: 'T', description: 'D' }).words?.items.q?.text).toBe('T – D')
    expect(read({ type: 'comment', name: ' q ' }).words?.items.q?.text).toBe('q')
    expect(read({ type: 'comment' }).words?.items).toEqual({ pages_0_elements_0: { text: AT } })
    const long = read({ type: 'comment', name: 'x'.repeat(300) }).words?.items
    expect(Object.values(long ?? {})[0]?.text).toHaveLength(200)
  })

  test('of options are theirs, else their value; those of a boolean its own, else the usual ones', () => {
    const own = read({ type: 'radiogroup', name: 'q', choices: [{ value: 1, text: 'One' }, 2] })
    expect(own.words?.items.q?.options).toEqual({ q_1: 'One', q_2: '2' })
    const yes = read({ type: 'boolean', name: 'q', labelTrue: 'Sure' })
    expect(yes.words?.items.q?.options).toEqual({ true: 'Sure', false: 'No' })
    const none = read({ type: 'dropdown', name: 'q', choices, showNoneItem: true, noneText: 'Neither' })
    expect(none.words?.items.q?.options).toEqual({ x: 'x', y: 'y', none_2: 'Neither' })
    const usual = read({ type: 'dropdown', name: 'q', choices, showNoneItem: true })
    expect(usual.words?.items.q?.options?.none_2).toBe('None of these')
  })

  test('of a rating stand at its ends', () => {
    const ends = { minRateDescription: 'Poor', maxRateDescription: { default: 'Good' } }
    expect(read({ type: 'rating', name: 'q', rateCount: 3, ...ends }).words?.scales?.q).toEqual(['Poor', '2', 'Good'])
  })

  test('have the language of the survey where they name none', () => {
    const survey = (locale: unknown) =>
      importSurveyJs({ locale, elements: [{ type: 'rating', name: 'q', title: { default: 'Q', en: 'E' } }] })
    expect(survey('fr').template?.texts.fr).toMatchObject({
      items: { q: { text: 'Q' } },
      scales: { q: ['1', '2', '3', '4', '5'] },
    })
    for (const odd of ['Français', 'fr-', '', 7]) expect(Object.keys(survey(odd).template?.texts ?? {})).toEqual(['en'])
  })

  test('in what is no language, or no text, are left out', () => {
    const { words, notes } = read({ type: 'comment', name: 'q', title: { default: 'Q', 'x-1': 'X', fr: 7 } })
    expect(words?.items.q?.text).toBe('Q')
    expect(notes).toEqual(['x-1 language-incomplete'])
    const key = 'Z'.repeat(60)
    expect(read({ type: 'comment', name: 'q', title: { en: 'Q', [key]: 'X' } }).notes).toEqual([
      `${'Z'.repeat(40)} language-incomplete`,
    ])
  })
})

describe('pages and panels', () => {
  const comment = (name: string, more = {}) => ({ type: 'comment', name, ...more })
  const sectionsOf = (survey: object) => {
    const { template, notes } = importSurveyJs(survey)
    const sections = template?.instrument.sections.map(({ id, startsPage, items }) => ({
      ...{ items: items.map((item) => item.id).join(' '), page: startsPage ?? false },
      ...template.texts.en?.sections[id],
    }))
    return { sections, notes }
  }

  test('a survey without pages is one, under either name of what stands on it', () => {
    for (const name of ['elements', 'questions'])
      expect(sectionsOf({ title: 'S', description: 'D', [name]: [comment('a')] })).toEqual({
        ...{ sections: [{ items: 'a', page: false, title: 'S', text: 'D' }], notes: [] },
      })
    expect(sectionsOf({ pages: [7, { elements: [null, comment('a')] }] }).sections).toMatchObject([{ items: 'a' }])
  })

  test('pages begin pages; panels begin sections, and what stands after one begins another', () => {
    const panel = { type: 'panel', title: 'P', description: 'In', elements: [comment('b')] }
    const read = sectionsOf({
      ...{ title: 'S', description: 'D' },
      pages: [
        { title: 'One', elements: [comment('a'), panel, comment('c')] },
        { title: 'Two', elements: [comment('d')] },
      ],
    })
    expect(read).toEqual({
      sections: [
        { items: 'a', page: false, title: 'One', text: 'D' },
        { items: 'b', page: false, title: 'P', text: 'In' },
        { items: 'c', page: false, title: 'S', text: 'D' },
        { items: 'd', page: true, title: 'Two', text: 'D' },
      ],
      notes: [],
    })
  })

  test('a matrix with a title has a section; one whose title is hidden or empty has none', () => {
    const matrix = { type: 'matrix', name: 'm', columns: [1, 2], rows: ['x'] }
    const read = (more: object) =>
      sectionsOf({ title: 'S', elements: [comment('a'), { ...matrix, ...more }, comment('b')] })
    expect(read({ title: 'M' }).sections?.map(({ items, title }) => [items, title])).toEqual([
      ...[
        ['a', 'S'],
        ['x', 'M'],
        ['b', 'S'],
      ],
    ])
    expect(read({ description: 'M' }).sections).toHaveLength(3)
    for (const more of [{}, { title: '' }, { title: 'M', titleLocation: 'hidden' }])
      expect(read(more).sections).toMatchObject([{ items: 'a x b' }])
  })

  test('words between questions begin a section, and have no condition; below the last question there is no place', () => {
    const html = (words: string, more = {}) => ({ type: 'html', html: words, ...more })
    const read = sectionsOf({
      elements: [comment('a'), html('Mind', { visibleIf: '{a} notempty' }), comment('b'), html('Bye')],
    })
    expect(read.sections).toMatchObject([{ items: 'a' }, { items: 'b', text: 'Mind' }])
    expect(read.notes).toEqual([
      { path: 'pages.0.elements.1', feature: 'condition' },
      { path: 'pages.0', feature: 'unknown-question' },
    ])
  })

  test('conditions of pages and panels hold for what stands on them, with those of the questions', () => {
    const first = { elements: [{ type: 'rating', name: 'r' }] }
    const asked = (page: string | undefined, panel: string | undefined, own: string | undefined) => {
      const elements = [{ type: 'panel', visibleIf: panel, elements: [comment('q', { visibleIf: own })] }]
      const { template, notes } = importSurveyJs({ pages: [first, { visibleIf: page, elements }] })
      return { when: template?.instrument.sections.at(-1)?.items[0]?.when, notes }
    }
    const two = { when: { item: 'r', minimum: 2, maximum: 4 }, notes: [] }
    expect(asked('{r} > 1', '{r} < 5', undefined)).toEqual(two)
    expect(asked('{r} > 1', undefined, '{r} < 5')).toEqual(two)
    expect(asked(undefined, '{r} > 1', '{r} < 5')).toEqual(two)
    expect(asked(undefined, undefined, '{r} > 1')).toEqual({ when: { item: 'r', minimum: 2, maximum: 5 }, notes: [] })
    expect(asked(undefined, undefined, '{r} + 1 > 1')).toMatchObject({
      ...{ when: undefined, notes: [{ path: 'pages.1.elements.0.elements.0', feature: 'condition' }] },
    })
  })

  test('panels within panels are read ten deep', () => {
    const nest = (depth: number) =>
      Array.from({ length: depth }).reduce<object>((inner) => ({ type: 'panel', elements: [inner] }), comment('deep'))
    expect(sectionsOf({ elements: [nest(10)] })).toMatchObject({ sections: [{ items: 'deep' }], notes: [] })
    expect(sectionsOf({ elements: [nest(11), comment('a')] })).toMatchObject({
      sections: [{ items: 'a' }],
      notes: [{ path: `pages.0${'.elements.0'.repeat(12)}`, feature: 'too-large' }],
    })
  })

  test('four hundred questions are read, and the rows of a matrix up to there', () => {
    const comments = Array.from({ length: 399 }, (_, n) => comment(`c${n}`))
    const matrix = { type: 'matrix', name: 'm', columns: [1, 2], rows: ['x', 'y'] }
    const rows = importSurveyJs({ elements: [...comments, matrix] })
    expect(rows.template?.instrument.sections.flatMap(({ items }) => items)).toHaveLength(400)
    expect(rows.notes).toEqual([{ path: 'pages.0.elements.399.rows', feature: 'too-large' }])
    const one = { ...matrix, rows: ['x'] }
    expect(importSurveyJs({ elements: [...comments, one] }).notes).toEqual([])
    expect(importSurveyJs({ elements: [...comments, one, comment('last')] }).notes).toEqual([
      { path: '', feature: 'too-large' },
    ])
  })
})
