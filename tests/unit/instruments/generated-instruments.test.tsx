// Laws that hold for any questionnaire: what is asked, shown, read, scored and described is always the same set of things.
import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { checkTemplate } from '#app/instruments/check-template'
import { codebookEntries } from '#app/instruments/codebook-entries'
import { fieldNames } from '#app/instruments/field-values'
import type { Instrument, InstrumentTextFile, Item, Section } from '#app/instruments/instrument-schema'
import { kindOf } from '#app/instruments/item-kinds'
import { parseAnswers } from '#app/instruments/parse-answers'
import { scoreNames, scoreResponse } from '#app/instruments/score-response'
import type { Template } from '#app/instruments/template'
import { visibleInstrument } from '#app/instruments/visible-instrument'
import { FUNCTIONS } from '#app/relationships/functions'
import { AnswerForm } from '#app/responses/answer-form'
import { previewQuestionnaire } from '#app/responses/preview-questionnaire'
import { RespondentFrame } from '#app/responses/respondent-frame'
import { pageIn } from '#app/responses/respondent-page'
import { randomCases } from '#tests/setup/random-cases'

type Kind = 'agreement' | 'bipolar' | 'number' | 'constant_sum' | 'choice' | 'choices' | 'pairs' | 'text' | 'promises'
const KINDS: Kind[] = [
  'agreement',
  'bipolar',
  'number',
  'constant_sum',
  'choice',
  'choices',
  'pairs',
  'text',
  'promises',
]
const SIDES = ['buyer', 'supplier'] as const
const PROMISES = [{ id: 'made', text: 'Deliver on time' }]

interface Plan {
  kind: Kind
  sides: ('buyer' | 'supplier')[] | undefined
  functions: string[] | undefined
  /** asked only where the choice before says so */
  isConditional: boolean
  startsSection: boolean
  startsPage: boolean
}

const plans = fc.array(
  fc.record<Plan>({
    kind: fc.constantFrom(...KINDS),
    sides: fc.option(fc.constantFrom<Plan['sides']>(['buyer'], ['supplier']), { nil: undefined, freq: 4 }),
    functions: fc.option(fc.subarray([...FUNCTIONS], { minLength: 1 }), { nil: undefined, freq: 4 }),
    isConditional: fc.boolean(),
    startsSection: fc.boolean(),
    startsPage: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
)

/** A questionnaire as somebody might write it: any kinds in any order, on any pages, for anybody, under conditions. */
function build(planned: readonly Plan[]): Instrument {
  const sections: Section[] = []
  let earlier: Item | undefined
  let choiceOfThisPage: Item | undefined
  // a second question about shares would give scores of the same names
  const first = planned.findIndex(({ kind }) => kind === 'constant_sum')
  const kept = planned.filter(({ kind }, index) => kind !== 'constant_sum' || index === first)
  for (const [index, plan] of kept.entries()) {
    if (sections.length === 0 || plan.startsSection) {
      const startsPage = sections.length > 0 && plan.startsPage
      sections.push({ id: `s${index}`, isShuffled: index % 2 === 0, startsPage, items: [] })
      if (startsPage) earlier = choiceOfThisPage ?? earlier
    }
    const item = makeItem(plan, index)
    if (plan.isConditional && earlier?.kind === 'choice' && !plan.sides && !plan.functions)
      item.when = { item: earlier.id, in: [earlier.options[0] ?? ''] }
    if (item.kind === 'choice' && !item.when) choiceOfThisPage = item
    sections.at(-1)?.items.push(item)
    if (item.kind === 'constant_sum') sections.at(-1)?.items.push(zeroOf(item))
  }
  return { name: 'generated', version: 1, scale: { minimum: 1, maximum: 5 }, sections }
}

function makeItem({ kind, sides, functions }: Plan, index: number): Item {
  const id = `q${index}`
  const common = {
    id,
    construct: `c${index}`,
    source: 'generated',
    ...(sides && { sides }),
    ...(functions && { functions }),
  }
  switch (kind) {
    case 'agreement':
      return { kind, ...common, isAlone: true }
    case 'bipolar':
      return { kind, ...common, minimum: -2, maximum: 2, anchors: 'words' }
    case 'number':
      return { kind, ...common, minimum: 0, maximum: 99, decimals: 1 }
    case 'constant_sum':
      return {
        ...{ kind, ...common, total: 100, none: { field: `${id}_none`, zero: `${id}_hours` } },
        parts: [
          { id: `${id}_a`, group: 'unproductive' },
          { id: `${id}_b`, group: 'productive' },
        ],
      }
    case 'choice':
      return { kind, ...common, options: ['yes', 'no'] }
    case 'choices':
      return { kind, ...common, options: ['red', 'blue'] }
    case 'pairs':
      return {
        ...{ kind, ...common, minimum: 1, maximum: 3, importance: 'short', received: 'short' },
        parts: [{ id: `${id}_x` }, { id: `${id}_y` }],
      }
    case 'text':
      return { kind, ...common, maximum: 50, hasConsent: true }
    case 'promises':
      return { kind, ...common }
  }
}

/** The number that is 0 where there was nothing to share out. */
function zeroOf({ id, sides, functions, when }: Item): Item {
  return {
    ...{
      kind: 'number',
      id: `${id}_hours`,
      construct: `${id}_h`,
      source: 'generated',
      minimum: 0,
      maximum: 9,
      decimals: 0,
    },
    ...(sides && { sides }),
    ...(functions && { functions }),
    ...(when && { when }),
  }
}

function wordsFor({ sections }: Instrument): InstrumentTextFile {
  const text: InstrumentTextFile = {
    ...{ title: 'T', description: 'D', anchors: ['1', '2', '3', '4', '5'], sections: {}, items: {}, parts: {} },
    missing: { not_applicable: 'N/A', cannot_say: 'Cannot say' },
  }
  const scales: Record<string, string[]> = {}
  for (const section of sections) {
    text.sections[section.id] = { title: section.id, text: 'About {partner}' }
    for (const item of section.items) {
      const options: Record<string, string> = {}
      text.items[item.id] = { text: `Question ${item.id}`, hint: 'h', unit: 'u', none: 'none' }
      for (const place of kindOf(item).words(item)) {
        if (place.startsWith('options.')) options[place.slice(8)] = place
        if (place.startsWith('parts.')) text.parts[place.slice(6)] = { text: place }
        if (place.startsWith('scales.'))
          scales[place.slice(7)] = item.kind === 'pairs' ? ['1', '2', '3'] : ['1', '2', '3', '4', '5']
      }
      if (Object.keys(options).length > 0) Object.assign(text.items[item.id] ?? {}, { options })
    }
  }
  return Object.keys(scales).length > 0 ? { ...text, scales } : text
}

function makeTemplate(planned: readonly Plan[]): Template {
  const instrument = build(planned)
  return { instrument, texts: new Map([['en', wordsFor(instrument)]]) }
}

const VALUES = ['', '1', '3', '-2', '0', '50', '100', 'yes', 'no', 'kept', 'cannot_say', 'not_applicable', 'x', '1e9']
const people = fc.record({ side: fc.constantFrom(...SIDES), function: fc.constantFrom<string>(...FUNCTIONS) })
/** What a person does: types something into the fields that are shown, and presses a button. */
const steps = fc.array(
  fc.record({
    intent: fc.constantFrom('next', 'previous', 'submit'),
    values: fc.array(fc.constantFrom(...VALUES), { minLength: 1, maxLength: 8 }),
  }),
  { maxLength: 8 },
)

test('the generated questionnaires are ones that the check lets through', () => {
  fc.assert(
    fc.property(plans, (planned) => {
      const { instrument, texts } = makeTemplate(planned)
      const { problems } = checkTemplate({
        ...{ folder: 'generated', instrument, texts: Object.fromEntries(texts) },
        ...{ fallbackLanguage: 'en', functions: FUNCTIONS },
      })
      expect(problems).toEqual([])
    }),
    { numRuns: randomCases(200) },
  )
})

test('whatever a person does, they are shown exactly the questions that are theirs, and never leave the pages', () => {
  fc.assert(
    fc.property(plans, people, steps, (planned, person, done) => {
      const template = makeTemplate(planned)
      const respondent = { ...person, answersForFirm: true }
      const forAll = new Set(fieldNames(withPromises(visibleInstrument(template.instrument, respondent))))
      let form = new FormData()
      for (const step of [undefined, ...done]) {
        if (step) form.set('intent', step.intent)
        const { page, state, carried } = previewQuestionnaire({
          ...{ template, language: 'en', respondent, partnerName: 'P', promises: PROMISES, form },
          paths: { overview: '/o', path: '/p' },
        })
        if (page.place.of === 0) return
        expect(page.place.number).toBeGreaterThanOrEqual(1)
        expect(page.place.number).toBeLessThanOrEqual(page.place.of)
        const shown = fieldNames({ ...template.instrument, sections: page.sections })
        for (const name of shown) expect(forAll.has(name)).toBe(true)
        const html = renderToStaticMarkup(
          <RespondentFrame page={pageIn('en')}>
            <AnswerForm page={page} state={state} carried={carried} />
          </RespondentFrame>,
        )
        const named = new Set([...html.matchAll(/ name="([^"]+)"/g)].map(([, name]) => name))
        for (const name of [...shown, ...Object.keys(carried)]) expect(named.has(name), name).toBe(true)
        for (const name of named)
          expect(['intent', 'page', 'base', 'confirm_open', ...shown, ...Object.keys(carried)]).toContain(name)
        form = new FormData()
        for (const [name, value] of Object.entries(carried)) form.set(name, value)
        form.set('page', page.sections[0]?.id ?? '')
        for (const [index, name] of shown.entries()) form.set(name, step?.values[index % step.values.length] ?? '')
      }
    }),
    { numRuns: randomCases(150) },
  )
})

test('whatever is answered is described in the codebook, and scored under the names that are announced', () => {
  fc.assert(
    fc.property(plans, people, fc.infiniteStream(fc.constantFrom(...VALUES)), (planned, person, values) => {
      const { instrument, texts } = makeTemplate(planned)
      const asked = visibleInstrument(instrument, { ...person, answersForFirm: true })
      const fields = Object.fromEntries(fieldNames(asked).map((name) => [name, values.next().value ?? '']))
      const seen = visibleInstrument(asked, { ...person, answersForFirm: true }, fields)
      const parsed = parseAnswers(seen, fields)
      if (!parsed.ok) {
        for (const name of Object.keys(parsed.errors))
          expect([...fieldNames(seen), ...seen.sections.flatMap(({ items }) => items.map(({ id }) => id))]).toContain(
            name,
          )
        return
      }
      const entries = codebookEntries(withPromises(instrument), new Map())
      // a consent is said where its text is described, and is no variable of the file
      const described = new Set(
        entries.flatMap(({ variable, consent }) => (consent ? [variable, consent] : [variable])),
      )
      for (const variable of Object.keys(parsed.answers)) expect(described.has(variable), variable).toBe(true)
      for (const name of Object.keys(scoreResponse(seen, parsed.answers)))
        expect(scoreNames(instrument)).toContain(name)
      expect(texts.size).toBe(1)
    }),
    { numRuns: randomCases(500) },
  )
})

function withPromises(instrument: Instrument): Instrument {
  return {
    ...instrument,
    sections: instrument.sections.map((section) => ({
      ...section,
      items: section.items.map((item) => (item.kind === 'promises' ? { ...item, parts: PROMISES } : item)),
    })),
  }
}
