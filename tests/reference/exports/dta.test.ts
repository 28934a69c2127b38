// Stata files, read by R's haven, value by value.
import { readFile, rm } from 'node:fs/promises'
import { afterAll, describe, expect, test } from 'vitest'
import type { Value, Variable } from '#app/exports/dataset'
import { makeDataset, makeHardDataset, makeVariable } from '#tests/factories/make-dataset'
import { inUtf8, isMissing, readColumns, say } from './read-rows'
import { hasHaven, readWithR, writeFormat } from './read-with-r'

const haven = hasHaven('Stata files read by haven')
const directories: string[] = []
afterAll(() => Promise.all(directories.map((one) => rm(one, { recursive: true }))))

async function write(dataset = makeHardDataset(3000), language = 'ar') {
  const { file, directory } = await writeFormat(dataset, 'dta', language)
  directories.push(directory)
  return { dataset, file, columns: await readColumns(dataset) }
}

const LETTERS: Record<number, string> = { [-96]: '.a', [-97]: '.b', [-98]: '.c', [-99]: '.d' }

/**
 * As haven reads it: a number, the letter of a missing answer, null; a text, empty where there is none, without blanks at its
 * end, which haven takes away.
 */
function inStata(variable: Variable, value: Value): Value {
  if (variable.type === 'text') return inUtf8(String(value ?? '')).replace(/ +$/, '')
  if (isMissing(variable, value)) return LETTERS[Number(value)] ?? null
  return value
}

const fromR = ({ type }: Variable, found: string | null): Value =>
  type === 'text' || found === null || found.startsWith('.') ? found : Number(found)

describe.runIf(haven)('haven', () => {
  test.each([
    [0, 'en'],
    [3000, 'en'],
    [3000, 'ar'],
  ])('finds every value, label and missing answer of %i rows (%s)', async (rowCount, language) => {
    const { dataset, file, columns } = await write(makeHardDataset(rowCount), language)
    const read = await readWithR('dta', file)
    expect(read.rows).toBe(rowCount)
    expect(read.label).toBe(say(dataset.title, language))
    for (const [index, { variable, values }] of columns.entries()) {
      const found = read.columns[index]
      expect(
        found?.values.map((one) => fromR(variable, one)),
        variable.name,
      ).toEqual(values.map((value) => inStata(variable, value)))
      expect(found?.attributes.label).toBe([...say(variable.label, language)].slice(0, 80).join(''))
      if (variable.type === 'text') continue
      const labels = [...variable.values, ...variable.missing]
      expect(found?.label_values.map(String)).toEqual(
        labels.map(({ value }) => LETTERS[Number(value)] ?? String(value)),
      )
      expect(found?.label_texts ?? []).toEqual(labels.map(({ label }) => say(label, language).trimEnd()))
    }
  })

  test('finds names of at most 32 characters, each once, the same whatever stands beside them', async () => {
    const { dataset, file } = await write()
    const { names } = await readWithR('dta', file)
    expect(new Set(names).size).toBe(dataset.variables.length)
    expect(Math.max(...names.map((name) => name.length))).toBe(32)
    expect(names).toContain('with_')
    const alone = makeDataset(dataset.variables.filter(({ name }) => name.endsWith('reworks_seller')).slice(0, 1), [])
    const { names: namesAlone } = await readWithR('dta', (await write(alone)).file)
    expect(names).toContain(namesAlone[0])
  })

  test.each([
    ['byte', [-127, 100], '%8.0g'],
    ['int', [-32_767, 32_740], '%8.0g'],
    ['long', [-2_147_483_647, 2_147_483_620], '%12.0g'],
    ['double', [-2_147_483_648, 2_147_483_621], '%10.0g'],
  ])('finds whole numbers at the borders of %s', async (_, values, format) => {
    const dataset = makeDataset(
      [makeVariable({ name: 'x' })],
      [...values, null].map((value) => [value]),
    )
    const read = await readWithR('dta', (await write(dataset)).file)
    expect(read.columns[0]?.values.map((one) => one && Number(one))).toEqual([...values, null])
    expect(read.columns[0]?.attributes['format.stata']).toBe(format)
  })
})

test('what else the codebook says stands in the characteristics', async () => {
  const bytes = await readFile((await write()).file)
  const text = bytes.toString()
  const found = [...text.matchAll(/<ch>.{4}(\w+)\0+(\w+)\0+([^\0]*)\0<\/ch>/gsu)].map(([, ...parts]) => parts.join('|'))
  expect(found).toContain('trust_1|question|يفي {partner} بوعوده.')
  expect(found).toContain('trust_1|source|Zaheer et al. 1998')
  expect(found).toContain('with_|name|with')
  expect(found).toContain('side|values|buyer = المشتري; supplier = المورّد')
})

test('the map says where each section begins', async () => {
  const bytes = await readFile((await write()).file)
  const at = bytes.indexOf('<map>') + '<map>'.length
  const offsets = Array.from({ length: 14 }, (_, index) => Number(bytes.readBigUInt64LE(at + 8 * index)))
  const tags = ['stata_dta', 'map', 'variable_types', 'varnames', 'sortlist', 'formats', 'value_label_names']
  tags.push('variable_labels', 'characteristics', 'data', 'strls', 'value_labels', '/stata_dta')
  for (const [index, tag] of tags.entries())
    expect(bytes.toString('latin1', offsets[index], (offsets[index] ?? 0) + tag.length + 2)).toBe(`<${tag}>`)
  expect(offsets[13]).toBe(bytes.length)
})
