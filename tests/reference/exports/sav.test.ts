// SPSS files, read by R's haven and by PSPP, value by value.
import { execFileSync } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterAll, describe, expect, test } from 'vitest'
import type { Value, Variable } from '#app/exports/dataset'
import { makeHardDataset } from '#tests/factories/make-dataset'
import { cutBytes, inUtf8, readColumns, say } from './read-rows'
import { hasHaven, readWithR, runs, writeFormat } from './read-with-r'

const haven = hasHaven('SPSS files read by haven')
const pspp =
  runs('pspp', ['--version'], 'SPSS files read by PSPP') && runs('pspp-convert', ['--version'], 'their values')
const directories: string[] = []
afterAll(() => Promise.all(directories.map((one) => rm(one, { recursive: true }))))

async function write(rowCount: number, language: string) {
  const dataset = makeHardDataset(rowCount)
  const { file, directory } = await writeFormat(dataset, 'sav', language)
  directories.push(directory)
  return { dataset, file, directory, columns: await readColumns(dataset) }
}

const nameOf = ({ name }: Variable) => (name === 'with' ? 'with_' : name)
/** Blanks at the end do not count in SPSS, and no text is an empty one. */
const textOf = (value: Value) => inUtf8(String(value ?? '')).replace(/ +$/, '')
const codesOf = ({ missing }: Variable) => missing.map(({ value }) => value).sort((a, b) => a - b)

describe.runIf(haven)('haven', () => {
  test.each([
    [0, 'en'],
    [3000, 'en'],
    [3000, 'ar'],
  ])('finds every value, label and missing code of %i rows (%s)', async (rowCount, language) => {
    const { dataset, file, columns } = await write(rowCount, language)
    const read = await readWithR('sav', file)
    expect(read.names).toEqual(dataset.variables.map(nameOf))
    expect(read.rows).toBe(rowCount)
    expect(read.label).toBe(say(dataset.title, language))
    for (const [index, { variable, values }] of columns.entries()) {
      const found = read.columns[index]
      const isText = variable.type === 'text'
      expect(
        isText ? found?.values.map(textOf) : found?.values.map((one) => one && Number(one)).map(zero),
        variable.name,
      ).toEqual(isText ? values.map(textOf) : values.map(String).map(numberOrNull))
      expect(found?.attributes.label).toBe(cutBytes(say(variable.label, language), 255).trimEnd())
      const labels = [...variable.values, ...variable.missing]
      expect(found?.label_values.map(String)).toEqual(labels.map(({ value }) => String(value)))
      expect(found?.label_texts ?? []).toEqual(labels.map(({ label }) => cutBytes(say(label, language), 120).trimEnd()))
      const codes = codesOf(variable)
      const { na_values = [], na_range } = found?.attributes ?? {}
      if (codes.length > 3) expect(na_range).toEqual([codes[0], codes.at(-1)])
      else expect(na_values).toEqual(codes)
    }
  })
})

const numberOrNull = (text: string) => (text === 'null' ? null : Number(text))
const zero = (number: number | string | null | undefined) => number ?? null

describe.runIf(pspp)('PSPP', () => {
  test.each(['en', 'ar'])('finds every value (%s)', async (language) => {
    const { file, dataset, columns } = await write(3000, language)
    const csv = `${file}.csv`
    const complaints = execFileSync('pspp-convert', [file, csv], { encoding: 'utf8' })
    expect(complaints).toBe('')
    const [names, ...rows] = parse(await readFile(csv, 'utf8'), { bom: true, relax_quotes: true }) as string[][]
    expect(names).toEqual(dataset.variables.map(nameOf))
    expect(rows).toHaveLength(3000)
    for (const [index, { variable, values }] of columns.entries()) {
      const found = rows.map((row) => row[index] ?? '')
      // PSPP writes one kind of line break
      if (variable.type === 'text')
        expect(found.map(textOf), variable.name).toEqual(values.map((one) => textOf(one).replaceAll('\r\n', '\n')))
      else
        expect(
          found.map((one) => (one.trim() === '' ? null : Number(one))),
          variable.name,
        ).toEqual(values)
    }
  })

  test('finds measures, missing codes, labels and what else the codebook says', async () => {
    const { file, directory, dataset } = await write(40, 'ar')
    const syntax = path.join(directory, 'dictionary.sps')
    await writeFile(syntax, `GET FILE="${file}".\nDISPLAY DICTIONARY.\nDISPLAY ATTRIBUTES.\n`)
    const printed = execFileSync('pspp', ['-O', 'format=csv', syntax], { encoding: 'utf8' })
    expect(printed).not.toMatch(/^(error|warning)|: (error|warning)/im)
    const [variables = '', , attributes = ''] = printed.split(/\n\n(?=Table: )/)
    const rows = parse(variables.split('\n').slice(1).join('\n'), { columns: true }) as Record<string, string>[]
    for (const [index, variable] of dataset.variables.entries()) {
      const codes = codesOf(variable)
      expect(rows[index]).toMatchObject({
        Name: nameOf(variable),
        'Measurement Level': variable.measure.replace(/^./, (first) => first.toUpperCase()),
        'Missing Values': codes.length > 3 ? `${codes[0]} THRU ${codes.at(-1)}` : codes.join('; '),
      })
    }
    expect(attributes).toContain(',question,يفي {partner} بوعوده.')
    expect(attributes).toContain(',source,Zaheer et al. 1998')
    expect(attributes).toContain(',reversed,yes')
  })
})
