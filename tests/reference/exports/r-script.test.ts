// The script for R reads the CSV file beside it: with haven, and without.
import { rm } from 'node:fs/promises'
import { afterAll, describe, expect, test } from 'vitest'
import type { Value, Variable } from '#app/exports/dataset'
import { makeHardDataset } from '#tests/factories/make-dataset'
import { inUtf8, isMissing, readColumns, say } from './read-rows'
import { hasHaven, readWithR, writeFormat } from './read-with-r'

const haven = hasHaven('the script for R')
const directories: string[] = []
afterAll(() => Promise.all(directories.map((one) => rm(one, { recursive: true }))))

async function write(language: string) {
  const dataset = makeHardDataset(400)
  const { directory } = await writeFormat(dataset, 'csv', language)
  directories.push(directory)
  const { file } = await writeFormat(dataset, 'r', language, directory)
  return { dataset, file, columns: await readColumns(dataset) }
}

const LETTERS: Record<number, string> = { [-96]: '.a', [-97]: '.b', [-98]: '.c', [-99]: '.d' }

/** R knows one kind of line break in a file of text, and an empty text in CSV is none. */
function inR(variable: Variable, value: Value, tagged: boolean): Value {
  if (variable.type === 'text') return inUtf8(String(value ?? '')).replaceAll('\r\n', '\n') || null
  if (!isMissing(variable, value)) return value
  return tagged ? (LETTERS[Number(value)] ?? null) : null
}

const fromR = ({ type }: Variable, found: string | null): Value =>
  type === 'text' || found === null || found.startsWith('.') ? found : Number(found)

describe.runIf(haven)('R', () => {
  test.each([
    ['en', true, 'C.UTF-8'],
    ['ar', true, 'C.UTF-8'],
    ['ar', false, 'C.UTF-8'],
    ['ar', true, 'C'],
  ])('finds every value, label and missing answer (%s, haven: %s, locale %s)', async (language, tagged, locale) => {
    const { dataset, file, columns } = await write(language)
    const read = await readWithR('script', file, { withoutHaven: !tagged, locale })
    expect(read.names).toEqual(dataset.variables.map(({ name }) => name))
    expect(read.rows).toBe(400)
    for (const [index, { variable, values }] of columns.entries()) {
      const found = read.columns[index]
      expect(
        found?.values.map((one) => fromR(variable, one)),
        variable.name,
      ).toEqual(values.map((value) => inR(variable, value, tagged)))
      expect(found?.attributes.label).toBe(say(variable.label, language))
      expect(found?.attributes.measure).toBe(variable.measure)
      const labels = [...variable.values, ...(tagged ? variable.missing : [])]
      expect(found?.label_values.map(String)).toEqual(
        labels.map(({ value }) => LETTERS[Number(value)] ?? String(value)),
      )
      expect(found?.label_texts ?? []).toEqual(labels.map(({ label }) => say(label, language)))
    }
    expect(read.columns[4]?.attributes).toMatchObject({
      question: say(dataset.variables[4]?.question ?? {}, language),
      source: 'Zaheer et al. 1998',
      reversed: 'yes',
    })
    const trust = dataset.variables[4]
    expect(read.factors?.trust_1).toMatchObject({
      ordered: true,
      levels: trust?.values.map(({ label }) => say(label, language)),
    })
    expect(read.factors?.side).toMatchObject({ ordered: false })
    expect(Object.keys(read.factors ?? {})).toEqual(['side', 'function', 'trust_1'])
  })
})
