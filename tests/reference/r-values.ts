// R's own data sets (GPL) and the values that R gives for them: read where a copy stands, never part of the project.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect } from 'vitest'

const folder = process.env.THIQA_GOLDEN ?? path.resolve('../shared/golden')

export const CLOSED = 1e-9
export const ITERATIVE = 1e-4

/** Whether a file of R's is there; says loudly what is left out where it is not. */
export function isThere(name: string, what: string): boolean {
  const found = existsSync(path.join(folder, name))
  if (!found) console.warn(`SKIPPED: ${what}, because there is no ${name} in ${path.basename(folder)} (THIQA_GOLDEN)`)
  return found
}

export const readText = (name: string) => readFileSync(path.join(folder, name), 'utf8')

export const readRows = (name: string): Record<string, string>[] => parse(readText(name), { columns: true })

export const readValues = (name: string) => JSON.parse(readText(name))

/** Every number of `expected` stands in `actual` under the same key; null is for what is not defined. */
export function expectEqual(actual: unknown, expected: unknown, tolerance: number, place = ''): void {
  if (typeof expected === 'number') {
    const distance = Math.abs(Number(actual ?? Number.NaN) - expected)
    const allowed = Math.max(tolerance * Math.abs(expected), CLOSED)
    expect(distance, `${place}: ${actual} instead of ${expected}`).toBeLessThanOrEqual(allowed)
  } else if (typeof expected === 'object' && expected !== null) {
    for (const [key, value] of Object.entries(expected))
      expectEqual((actual as Record<string, unknown> | null | undefined)?.[key], value, tolerance, `${place}.${key}`)
  } else expect(actual ?? null, place).toEqual(expected ?? null)
}

/** Small p-values to the same number of digits as all others, which an absolute distance would not see. */
export function expectSameDigits(actual: number | undefined, expected: number): void {
  expect(Math.abs((actual ?? Number.NaN) / expected - 1)).toBeLessThanOrEqual(CLOSED)
}

/** How a value was called in R, and what it means, is no number. */
const WORDS = ['call', 'calls', 'definition', 'file', 'sides', 'n_pairs', 'variables']

export const withoutWords = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(withoutWords)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([key]) => !WORDS.includes(key))
            .map(([key, one]) => [key, withoutWords(one)]),
        )
      : value
