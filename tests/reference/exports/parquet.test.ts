// Parquet files, read by DuckDB, value by value.
import { rm } from 'node:fs/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, describe, expect, test } from 'vitest'
import type { Value } from '#app/exports/dataset'
import { makeHardDataset } from '#tests/factories/make-dataset'
import { inUtf8, readColumns } from './read-rows'
import { writeFormat } from './read-with-r'

const directories: string[] = []
const duckdb = await (await DuckDBInstance.create(':memory:')).connect()
afterAll(async () => {
  duckdb.closeSync()
  await Promise.all(directories.map((one) => rm(one, { recursive: true })))
})

async function write(rowCount: number) {
  const dataset = makeHardDataset(rowCount)
  const { file, directory } = await writeFormat(dataset, 'parquet', 'en')
  directories.push(directory)
  return { dataset, file }
}

const ask = async (query: string) => (await duckdb.runAndReadAll(query)).getRowObjectsJS()
const fromDuckDb = (value: unknown) => (typeof value === 'bigint' ? Number(value) : value)
const inParquet = (value: Value) => (typeof value === 'string' ? inUtf8(value) : value)

describe('DuckDB', () => {
  test.each([0, 3000, 45_000])('finds every value of %i rows', async (rowCount) => {
    const { dataset, file } = await write(rowCount)
    const rows = await ask(`SELECT * FROM read_parquet('${file}')`)
    expect(rows).toHaveLength(rowCount)
    for (const { variable, values } of await readColumns(dataset)) {
      const found = rows.map((row) => fromDuckDb(row[variable.name]))
      const wrong = values.findIndex((value, index) => !Object.is(inParquet(value), found[index]))
      expect(wrong, `${variable.name}: ${found[wrong]} instead of ${values[wrong]}`).toBe(-1)
    }
  })

  test('finds the types', async () => {
    const { file } = await write(3)
    const columns = await ask(`DESCRIBE SELECT * FROM read_parquet('${file}')`)
    expect(Object.fromEntries(columns.map((one) => [one.column_name, one.column_type]))).toMatchObject({
      respondent: 'VARCHAR',
      trust_1: 'INTEGER',
      score_trust: 'DOUBLE',
      spend: 'BIGINT',
    })
  })

  test('finds the codebook in all languages', async () => {
    const { dataset, file } = await write(3)
    const [row] = await ask(
      `SELECT decode(value) AS codebook FROM parquet_kv_metadata('${file}') WHERE key = 'codebook'`,
    )
    const codebook = JSON.parse(String(row?.codebook))
    expect(codebook.variables).toEqual(dataset.variables)
    expect(codebook.languages).toEqual(dataset.languages)
  })

  test('finds rows in groups of bounded size', async () => {
    const { file } = await write(45_000)
    const groups = await ask(`SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('${file}')`)
    const sizes = groups.map((group) => Number(group.row_group_num_rows))
    expect(sizes.length).toBeGreaterThan(2)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10_000)
  })
})
