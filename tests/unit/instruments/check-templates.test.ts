import { describe, expect, test } from 'vitest'
import { checkTemplates } from '#app/instruments/check-templates'
import { hashInstrument } from '#app/instruments/hash-instrument.server'
import type { Instrument, InstrumentText, Item } from '#app/instruments/instrument-schema'
import { FUNCTIONS } from '#app/relationships/functions'

const shipped = withoutSlash(
  import.meta.glob<unknown>(['/survey-templates/*/*/*.json', '/survey-templates/published.json'], {
    eager: true,
    import: 'default',
  }),
)
const FOLDER = 'survey-templates/relationship-core/1'
const INSTRUMENT = `${FOLDER}/instrument.json`
const ARABIC = `${FOLDER}/ar.json`

const check = (files: Record<string, unknown>) =>
  checkTemplates({ files, fallbackLanguage: 'en', functions: FUNCTIONS, hashInstrument })

/** Problems of the shipped templates after one file has been changed in place. */
function checkChanged<Content>(file: string, change: (content: Content) => void) {
  const content = structuredClone(shipped[file]) as Content
  change(content)
  return check({ ...shipped, [file]: content })
}
const checkInstrument = (change: (instrument: Instrument) => void) =>
  // the changed hash is another matter
  checkChanged(INSTRUMENT, change).filter(({ problem }) => !problem.startsWith('differs'))
const checkArabic = (change: (text: InstrumentText) => void) => checkChanged(ARABIC, change)

test('the shipped templates have no problems', () => {
  expect(Object.keys(shipped)).toContain('survey-templates/published.json')
  expect(check(shipped)).toEqual([])
})

describe('words', () => {
  test('that are missing are named with file and id', () => {
    const problems = checkArabic((text) => {
      delete text.items.trust_2
      delete text.parts.time_ideas
      delete text.sections.time
      delete text.items.time_hours?.unit
      delete text.items.time?.none
    })
    expect(problems.map(({ file, path }) => [file, path])).toEqual([
      [ARABIC, 'sections.time'],
      [ARABIC, 'items.trust_2'],
      [ARABIC, 'parts.time_ideas'],
      [ARABIC, 'items.time_hours.unit'],
      [ARABIC, 'items.time.none'],
    ])
    for (const { remedy } of problems) expect(remedy).toBe('translate it')
  })

  test('for an item that is not asked are named', () => {
    const problems = checkArabic((text) => {
      text.items.trsut_1 = { text: 'x' }
    })
    expect(problems).toMatchObject([{ file: ARABIC, path: 'items.trsut_1', problem: 'is not in instrument.json' }])
  })

  test('for too few points are named', () => {
    expect(checkArabic((text) => text.anchors.pop())).toMatchObject([
      { path: 'anchors', problem: 'are 6 for 7 points' },
    ])
  })

  test.each(['{patner} is fair.', '{ partner }', '{partner', 'partner}'])(
    'with a slot that nothing fills are named: %s',
    (words) => {
      const problems = checkArabic((text) => {
        text.items.trust_1 = { text: words }
      })
      expect(problems).toMatchObject([
        { path: 'items.trust_1.text', remedy: 'the only slots are {partner} and {wave}' },
      ])
    },
  )

  test('that lost a slot of the English ones are named, with what to write', () => {
    const problems = checkArabic((text) => {
      text.items.trust_1 = { text: 'نثق بهم.' }
      if (text.sections.trust) text.sections.trust.title = 'عنوان'
    })
    expect(problems).toEqual([
      {
        file: ARABIC,
        path: 'sections.trust.title',
        problem: 'lost the slot {partner}',
        remedy: expect.stringContaining('write {partner}'),
      },
      expect.objectContaining({ path: 'items.trust_1.text', problem: 'lost the slot {partner}' }),
    ])
  })

  test('may name the partner once more, and differ for each side; then each wording needs the slot', () => {
    const word = (text: object) => checkArabic((words) => Object.assign(words.items, { trust_1: { text } }))
    expect(word({ buyer: 'نثق بـ{partner}: {partner} أمينة.', supplier: '{partner} أمينة.' })).toEqual([])
    expect(word({ buyer: 'نثق بـ{partner}.', supplier: 'نثق بهم.' })).toMatchObject([
      { path: 'items.trust_1.text.supplier' },
    ])
  })

  test('may leave a language out, but not the one that stands in for others', () => {
    const { [ARABIC]: _arabic, ...withoutArabic } = shipped
    expect(check(withoutArabic)).toEqual([])
    const { [`${FOLDER}/en.json`]: _english, ...withoutEnglish } = shipped
    expect(check(withoutEnglish)).toMatchObject([{ file: `${FOLDER}/en.json`, remedy: 'write it' }])
  })

  test.each([
    ['en_US', 'pt-BR'],
    ['!!', 'pt-BR'],
    ['english', 'pt-BR'],
    ['pt-br', 'here pt-BR'],
    ['iw', 'here he'],
  ])('in a file that names no language say how to name it: %s', (language, remedy) => {
    const file = `${FOLDER}/${language}.json`
    expect(check({ ...shipped, [file]: shipped[ARABIC] })).toMatchObject([
      { file, remedy: expect.stringContaining(remedy) },
    ])
    expect(check({ ...shipped, [`${FOLDER}/pt-BR.json`]: shipped[ARABIC] })).toEqual([])
  })

  test('in a file of another form are named with their place', () => {
    expect(check({ ...shipped, [ARABIC]: { title: 1 } }).map(({ path }) => path)).toContain('title')
    expect(check({ ...shipped, [ARABIC]: null })).toMatchObject([{ file: ARABIC, path: '' }])
  })
})

describe('an instrument', () => {
  const sectionOf = (instrument: Instrument, index: number) => {
    const section = instrument.sections[index]
    if (!section) throw new Error(`no section ${index}`)
    return section
  }

  test('in which an id occurs twice', () => {
    const problems = checkInstrument((instrument) => {
      const { items } = sectionOf(instrument, 1)
      const [first] = items
      if (first) first.id = 'trust_1'
    })
    expect(problems).toContainEqual(
      expect.objectContaining({ file: INSTRUMENT, path: 'items.trust_1', problem: 'occurs twice' }),
    )
  })

  test('in which an item is called like a scale', () => {
    const problems = checkInstrument((instrument) => {
      sectionOf(instrument, 1).items.push({
        kind: 'number',
        id: 'trust',
        construct: 'other',
        source: 'own',
        minimum: 0,
        maximum: 1,
        decimals: 0,
      })
    })
    expect(problems).toContainEqual(expect.objectContaining({ path: 'scores.trust', problem: 'occurs twice' }))
  })

  test('with a scale of one item', () => {
    const problems = checkInstrument((instrument) => {
      sectionOf(instrument, 1).items.splice(1)
    })
    expect(problems).toContainEqual(
      expect.objectContaining({ path: 'scales.dependence', problem: expect.stringContaining('one item only') }),
    )
  })

  test('with a scale of reversed items only', () => {
    const problems = checkInstrument((instrument) => {
      for (const item of sectionOf(instrument, 1).items) if (item.kind === 'agreement') item.isReversed = true
    })
    expect(problems).toMatchObject([{ path: 'scales.dependence', problem: 'has reversed items only' }])
  })

  test('that asks a function which nobody has', () => {
    const problems = checkInstrument((instrument) => {
      const [first] = sectionOf(instrument, 0).items
      if (first) first.functions = ['purchasing', 'procurement']
    })
    expect(problems).toMatchObject([
      { path: 'items.trust_1.functions', problem: 'nobody has the function procurement' },
    ])
  })

  test.each([
    ['trust_1', 'is no number item'],
    ['nowhere', 'is no number item'],
  ])('whose "nothing to share out" points to %s', (zero, problem) => {
    const problems = checkInstrument((instrument) => {
      for (const item of sectionOf(instrument, 2).items) if (item.kind === 'constant_sum') item.none.zero = zero
    })
    expect(problems).toMatchObject([{ path: 'items.time.none.zero', problem: expect.stringContaining(problem) }])
  })

  test('whose "nothing to share out" sets a number that other people are asked', () => {
    const problems = checkInstrument((instrument) => {
      const [hours] = sectionOf(instrument, 2).items
      if (hours) hours.sides = ['buyer']
    })
    expect(problems).toMatchObject([{ path: 'items.time.none.zero', problem: expect.stringContaining('other people') }])
  })

  test('with more questions or options than anybody answers', () => {
    const [item] = shipped[INSTRUMENT] ? sectionOf(shipped[INSTRUMENT] as Instrument, 0).items : []
    const many = checkInstrument((instrument) => {
      sectionOf(instrument, 0).items = Array.from({ length: 1500 }, (_, n) => ({ ...(item as Item), id: `trust_${n}` }))
    })
    expect(many).toContainEqual(
      expect.objectContaining({ path: 'sections', problem: expect.stringMatching(/ask 15\d\d questions; 400 is/) }),
    )
    const wide = checkInstrument((instrument) => {
      const options = Array.from({ length: 201 }, (_, n) => `o_${n}`)
      sectionOf(instrument, 0).items.push({ kind: 'choice', id: 'wide', construct: 'w', source: 'own', options })
    })
    expect(wide).toContainEqual(
      expect.objectContaining({ path: 'items.wide.options', problem: 'are 201; 200 is the most' }),
    )
  })

  test.each(['constructor', 'intent', 'confirm_open', 'Trust', '__proto__'])('with the id %s is refused', (id) => {
    const problems = checkInstrument((instrument) => {
      const [first] = sectionOf(instrument, 0).items
      if (first) first.id = id
    })
    expect(problems).toMatchObject([{ file: INSTRUMENT, path: 'sections.0.items.0.id' }])
  })

  test('with a key that the schema does not know is refused', () => {
    expect(
      checkChanged(INSTRUMENT, (instrument: Record<string, unknown>) => {
        instrument.colour = 'red'
      }),
    ).toMatchObject([{ file: INSTRUMENT, problem: expect.stringContaining('colour') }])
  })

  test('in a folder of another version', () => {
    const moved = Object.fromEntries(
      Object.entries(shipped).map(([file, content]) => [file.replace('/1/', '/2/'), content]),
    )
    expect(check(moved)).toContainEqual({
      ...{ file: 'survey-templates/relationship-core/2/instrument.json', path: 'name' },
      problem: 'says relationship-core version 1, but lies in survey-templates/relationship-core/2',
      remedy: 'let folder, name and version agree',
    })
  })
})

describe('what is published', () => {
  test('never changes: the remedy is a new version', () => {
    const problems = checkChanged(INSTRUMENT, (instrument: Instrument) => {
      instrument.scale.maximum = 7
      instrument.sections.reverse()
    })
    expect(problems).toMatchObject([
      {
        file: INSTRUMENT,
        problem: expect.stringContaining('differs'),
        remedy: expect.stringContaining('relationship-core/2'),
      },
    ])
  })

  test('may be written with its keys in another order', () => {
    const reversed = Object.fromEntries(Object.entries(shipped[INSTRUMENT] as object).reverse())
    expect(check({ ...shipped, [INSTRUMENT]: reversed })).toEqual([])
  })

  test('is listed: the remedy holds the line to add', () => {
    const problems = check({ ...shipped, 'survey-templates/published.json': [] })
    const isInstrument = (file: string) => file.endsWith('/instrument.json')
    expect(problems).toHaveLength(Object.keys(shipped).filter(isInstrument).length)
    for (const { file, remedy } of problems) {
      expect(file).toBe('survey-templates/published.json')
      expect(remedy).toMatch(/"sha256":"[0-9a-f]{64}"/)
    }
  })

  test('is never taken away', () => {
    const listed = shipped['survey-templates/published.json'] as object[]
    const published = [...listed, { name: 'gone', version: 3, sha256: '0' }]
    expect(check({ ...shipped, 'survey-templates/published.json': published })).toEqual([
      {
        ...{ file: 'survey-templates/published.json', path: String(listed.length) },
        problem: 'lists gone version 3, but there is no survey-templates/gone/3',
        remedy: 'put the folder back: answers given to it cannot be read without it',
      },
    ])
  })

  test('is listed version by version', () => {
    const second = { ...(shipped[INSTRUMENT] as Instrument), version: 2 }
    const folder = Object.entries(shipped).filter(([file]) => file.startsWith(`${FOLDER}/`))
    const copied = Object.fromEntries(folder.map(([file, content]) => [file.replace('/1/', '/2/'), content]))
    const file = 'survey-templates/relationship-core/2/instrument.json'
    expect(check({ ...shipped, ...copied, [file]: second })).toEqual([
      {
        ...{ file: 'survey-templates/published.json', path: '', problem: 'does not list relationship-core version 2' },
        remedy: expect.stringContaining('{"name":"relationship-core","version":2,"sha256":"'),
      },
    ])
  })

  test('has a list', () => {
    const { 'survey-templates/published.json': _list, ...unlisted } = shipped
    expect(check(unlisted)).toContainEqual(
      expect.objectContaining({ file: 'survey-templates/published.json', problem: 'is missing' }),
    )
  })
})

function withoutSlash(files: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(files).map(([file, content]) => [file.replace(/^\//, ''), content]))
}
