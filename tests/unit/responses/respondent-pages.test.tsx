import { gzipSync } from 'node:zlib'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { templateText } from '#app/instruments/template'
import { findTemplate } from '#app/instruments/templates'
import { visibleSections } from '#app/instruments/visible-sections'
import { AnswerForm, type AnswerFormState } from '#app/responses/answer-form'
import { OverviewContent } from '#app/responses/overview-content'
import type { Questionnaire } from '#app/responses/questionnaire'
import { Receipt } from '#app/responses/receipt'
import { refusedPage } from '#app/responses/refused-page'
import { RefusedLink, RespondentFrame } from '#app/responses/respondent-frame'
import { pageIn } from '#app/responses/respondent-page'
import { makeAnswers } from '#tests/factories/make-answers'

const UNTOUCHED: AnswerFormState = {
  fields: {},
  errors: {},
  open: [],
  isAskedAgain: false,
  isSubmission: true,
  elsewhere: {},
  isConflict: false,
}

function questionnaire(language: string, partnerName = 'Delta Valves'): Questionnaire {
  const template = findTemplate('relationship-core', 1)
  if (!template) throw new Error('the core instrument is not shipped')
  const { instrument } = template
  return {
    partnerName,
    wave: 1,
    step: { number: 2, of: 7 },
    place: { number: 1, of: 1 },
    sections: visibleSections(instrument, 'somebody'),
    scale: instrument.scale,
    text: templateText(template, language, 'buyer'),
    overview: '/answer/w/t',
    path: '/answer/w/t/a',
    base: '0.00000000.0',
    arrived: '',
    echo: '',
  }
}

function renderForm(state: Partial<AnswerFormState> = {}, language = 'en', partnerName?: string): string {
  return renderToStaticMarkup(
    <RespondentFrame page={pageIn(language)} form="answers">
      <AnswerForm page={questionnaire(language, partnerName)} state={{ ...UNTOUCHED, ...state }} />
    </RespondentFrame>,
  )
}

const count = (html: string, part: string | RegExp) => html.split(part).length - 1

describe('the questionnaire', () => {
  test.each(['en', 'ar'])('asks each question once, with a label for each answer (%s)', (language) => {
    const html = renderForm({}, language)
    expect(count(html, '<h1>')).toBe(1)
    expect(count(html, 'type="radio"')).toBe(9 * 9)
    expect(count(html, '<th scope="row"')).toBe(9)
    expect(count(html, '<legend>')).toBe(1)
    expect(count(html, 'inputMode="numeric"')).toBe(10)
    const names = [...html.matchAll(/type="radio" name="([^"]+)" value="([^"]+)"/g)].map(
      ([, name, value]) => `${name} ${value}`,
    )
    expect(new Set(names).size).toBe(81)
    for (const value of ['1', '7', 'not_applicable', 'cannot_say']) expect(names).toContain(`trust_3 ${value}`)
    // a key without words would be shown as it is
    expect(html).not.toMatch(/>respond\.|"respond\./)
  })

  test('runs from low to high in the order of the text in every language, so that direction turns the scale, not the codes', () => {
    for (const language of ['en', 'ar']) {
      const points = [...renderForm({}, language).matchAll(/name="trust_1" value="(\d)"/g)].map(([, value]) => value)
      expect(points).toEqual(['1', '2', '3', '4', '5', '6', '7'])
    }
  })

  test('shows what was typed, exactly as it was typed', () => {
    const html = renderForm({ fields: { trust_1: '6', time_hours: '١٢٫٥', time_price: '"><script>', time_none: '1' } })
    expect(html).toContain('name="trust_1" checked="" value="6"')
    expect(html).toContain('value="١٢٫٥"')
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;"')
    expect(html).toContain('name="time_none" checked="" value="1"')
    expect(count(html, 'checked=""')).toBe(2)
  })

  test('says beside the total what the sum is and how much is missing or too much', () => {
    const errors = (rest: number) => ({ time: { code: 'sum' as const, values: { sum: 100 - rest, total: 100, rest } } })
    expect(
      count(renderForm({ errors: errors(30) }), 'The shares add up to 70. They must add up to 100: 30 more to give.'),
    ).toBe(2)
    expect(
      count(renderForm({ errors: errors(-5) }), 'The shares add up to 105. They must add up to 100: 5 too many.'),
    ).toBe(2)
  })

  test('every line of the error summary and of the open items leads to a field of the page', () => {
    const errors = { time_price: { code: 'whole-number' as const }, time_hours: { code: 'number' as const } }
    for (const html of [
      renderForm({ errors }),
      renderForm({ open: ['trust_1', 'time', 'time_hours'], isAskedAgain: true }),
    ]) {
      const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id)
      expect(targets.length).toBeGreaterThan(1)
      for (const id of targets) expect(html).toContain(` id="${id}"`)
    }
  })

  test('asks about open items once: the button then takes them as they are', () => {
    expect(renderForm()).not.toContain('confirm_open')
    const html = renderForm({ open: ['trust_1'], isAskedAgain: true })
    expect(html).toContain('name="confirm_open" value="1"')
    expect(html).toContain('Submit as it is')
  })

  test('only whoever wanted to submit is told that it is not submitted', () => {
    const errors = { time_hours: { code: 'number' as const } }
    expect(renderForm({ errors })).toContain('This is not submitted yet')
    const html = renderForm({ errors, isSubmission: false })
    expect(html).toContain('Please check:')
    expect(html).not.toContain('not submitted yet')
  })

  test('the two numbers that could be meant are shown as they can be typed', () => {
    const errors = { time_hours: { code: 'ambiguous' as const, values: { grouped: 12500, decimal: 12.5 } } }
    expect(renderForm({ errors })).toContain('12500 or 12.5?')
    expect(renderForm({ errors }, 'fr')).toContain('12500 ou 12,5')
    expect(renderForm({ errors }, 'ar')).toContain('12500 أم 12.5؟')
  })

  test('Enter in a field saves: the first button of the form is not a language and does not submit', () => {
    const [, first] = /<button type="submit"[^>]*value="([^"]+)"/.exec(renderForm()) ?? []
    expect(first).toBe('save')
  })

  test("a partner's name is text, whatever it contains", () => {
    const html = renderForm({}, 'ar', '<img src=x onerror=alert(1)> {partner} $& &amp;')
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; {partner} $&amp; &amp;amp;')
  })

  test('is small', () => {
    for (const language of ['en', 'ar']) {
      const html = renderForm({ open: Object.keys(makeAnswers()), isAskedAgain: true }, language)
      expect(Buffer.byteLength(html)).toBeLessThan(60_000)
      expect(gzipSync(html).length).toBeLessThan(9_000)
    }
  })
})

describe('the receipt', () => {
  const render = (answers = makeAnswers(), language = 'en', isAboutFirm = false) =>
    renderToStaticMarkup(
      <RespondentFrame page={pageIn(language)} form="language">
        <Receipt
          page={questionnaire(language)}
          study={{ studyName: 'Review 2026', contactName: 'Mona', contactEmail: 'mona@firm.test' }}
          isAboutFirm={isAboutFirm}
          position={0}
          submitted={{ answers, at: new Date('2026-03-02T09:00:00Z') }}
          isLate={false}
        />
      </RespondentFrame>,
    )

  test('shows every answer in words and no form to change them', () => {
    const html = render(makeAnswers({ trust_2: { missing: 'cannot_say' }, time_hours: 12.5 }))
    expect(html).toContain('March 2, 2026')
    for (const words of ['<dd>Agree</dd>', '<dd>Cannot say</dd>', '<dd>12.5 hours in four weeks</dd>', '<dd>20%</dd>'])
      expect(html).toContain(words)
    expect(html).not.toContain('<input')
  })

  test('says on paper too what it was answered for, and whom to ask', () => {
    const html = render()
    expect(html).toContain('<p class="quiet"><bdi>Review 2026</bdi></p>')
    expect(html).toContain('href="mailto:mona@firm.test"')
    expect(html).toContain('nobody else in either company')
    expect(render(makeAnswers(), 'en', true)).toContain('nobody else in your company')
  })

  test('says once that there was no face-to-face time', () => {
    const none = { missing: 'no_contact' as const }
    const shares = Object.keys(makeAnswers()).filter((id) => id.startsWith('time_') && id !== 'time_hours')
    const html = render(makeAnswers(Object.fromEntries(shares.map((id) => [id, none]))))
    expect(count(html, 'No face-to-face time')).toBe(1)
  })
})

const ASKED = { side: 'buyer', position: 0, minutes: 3, isAboutFirm: false }

describe('the overview', () => {
  const page = {
    study: {
      studyName: 'Review 2026',
      contactName: 'Mona',
      contactEmail: 'mona@firm.test',
      closesAt: new Date('2026-03-20T09:00:00Z'),
    },
    promise: ['Shown from 4 people on.', 'Voluntary.'],
    minutes: 6,
    personName: 'Omar',
    organizationName: 'Atlas',
    relationships: [
      { assignmentId: 'a', path: '/answer/w/t/a', partnerName: 'First', ...ASKED, state: 'done' as const },
      { assignmentId: 'b', path: '/answer/w/t/b', partnerName: 'شركة النور', ...ASKED, state: 'started' as const },
      { assignmentId: 'c', path: '/answer/w/t/c', partnerName: 'Third', ...ASKED, state: 'open' as const },
    ],
    sideBySide: undefined,
    ownData: '/answer/w/t/data',
    arrived: '',
    isLate: false,
    justDone: undefined,
  }
  const render = (values: Partial<typeof page> = {}, language = 'en') =>
    renderToStaticMarkup(
      <RespondentFrame page={pageIn(language)} form="language">
        <OverviewContent page={{ ...page, ...values }} refused={undefined} />
      </RespondentFrame>,
    )

  test('about one’s own firm speaks of it and of no relationship', () => {
    const [own] = page.relationships.slice(2).map((one) => ({ ...one, partnerName: 'Atlas', isAboutFirm: true }))
    const html = render({ relationships: own ? [own] : [] })
    expect(html).toContain('Mona asks you for a few facts about your company'.replace('Mona', '\u2068Mona\u2069'))
    expect(html).toContain('<bdi>Atlas</bdi>')
    expect(html).not.toMatch(/relationship|hand-over/)
    expect(html).toContain('Does somebody else answer for your company?')
  })

  test('states the promise with its number, points to the next relationship, and has no percent bar', () => {
    const html = render()
    expect(html).toContain('<p>Shown from 4 people on.</p><p>Voluntary.</p>')
    expect(html).toContain(
      '<li class="card next"><a href="/answer/w/t/b" class="button"><span><bdi>شركة النور</bdi></span></a>',
    )
    expect(html).toContain('about 6 minutes in all')
    expect(html).not.toMatch(/<progress|%/)
  })

  test('says how far one is, once something is done', () => {
    expect(render()).toContain('<p class="quiet">Done: 1 of 3</p>')
    expect(render({ relationships: page.relationships.slice(1) })).not.toContain('Done:')
  })

  test('thanks when everything is submitted', () => {
    const done = page.relationships.map((relationship) => ({ ...relationship, state: 'done' as const }))
    const html = render({ relationships: done })
    expect(html).toContain('Everything is submitted.')
    expect(html).not.toContain('card next')
  })

  test.each([1, 2, 3, 11, 100])('has words for %i relationships in Arabic', (number) => {
    const relationships = Array.from({ length: number }, (_, index) => ({
      ...{ assignmentId: `${index}`, path: `/answer/w/t/${index}`, partnerName: `P${index}` },
      state: 'open' as const,
      ...ASKED,
    }))
    expect(render({ relationships }, 'ar')).not.toMatch(/respond\.(?!js)|Your|asks for/)
  })
})

test('a link that cannot be answered says why, whom to ask, and whether something was lost', () => {
  const { page, status } = refusedPage({ reason: 'closed', language: 'ar', isLost: true })
  expect(status).toBe(410)
  const html = renderToStaticMarkup(<RefusedLink page={page} />)
  expect(html).toContain('أُغلق هذا الاستبيان')
  expect(html).toContain('role="alert"')
  expect(refusedPage({ reason: 'unknown', language: 'xx' })).toMatchObject({ status: 404, page: { language: 'en' } })
})

test('what could not be sent before a survey closed does not stay on the device; behind other links it does', () => {
  for (const [reason, forgets] of [
    ['closed', true],
    ['revoked', false],
    ['unknown', false],
  ] as const) {
    const html = renderToStaticMarkup(<RefusedLink page={refusedPage({ reason, language: 'en' }).page} />)
    expect(html.includes('data-forget')).toBe(forgets)
  }
})
