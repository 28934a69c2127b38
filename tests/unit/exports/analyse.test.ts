import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { analyseAgreement } from '#app/exports/analysis/analyse-agreement'
import { analyseRegression } from '#app/exports/analysis/analyse-regression'
import { analyseReliability } from '#app/exports/analysis/analyse-reliability'
import { AnalysisError, readTable } from '#app/exports/analysis/read-columns'

const table = readTable('a,b,c,g\n1,2,1,x\n2,2,3,x\n3,4,,y\n4,5,5,y\n')
const scale = { items: ['a', 'b'], reverse: [], range: undefined, missing: 'listwise' } as const

describe('a clear error for', () => {
  test.each<[string, () => unknown, string]>([
    ['an empty file', () => readTable(''), 'the file is empty'],
    ['a header alone', () => readTable('a,b\n'), 'no rows'],
    ['a column that occurs twice', () => readTable('a,a\n1,2\n'), '“a” occurs twice'],
    ['a row of another length', () => readTable('a,b\n1,2\n1\n'), 'line 3: 1 cells'],
    [
      'a column that is not there',
      () => analyseReliability(table, { ...scale, items: ['a', 'z'] }),
      'no column z; the file has a, b, c, g',
    ],
    ['text among numbers', () => analyseReliability(table, { ...scale, items: ['a', 'g'] }), 'line 2: g is “x”'],
    [
      'an item that is named twice',
      () => analyseReliability(table, { ...scale, items: ['a', 'a'] }),
      'a is named twice',
    ],
    [
      'answers further apart than the options reach',
      () => analyseAgreement(table, { items: ['a', 'b'], group: 'g', options: 4 }),
      'line 5: b is 5, line 2: a is 1; 4 options',
    ],
    ['a scale of one item', () => analyseReliability(table, { ...scale, items: ['a'] }), 'at least two items'],
    ['a reversed item without range', () => analyseReliability(table, { ...scale, reverse: ['a'] }), '--range 1:6'],
    [
      'a reversed item of no scale',
      () => analyseReliability(table, { ...scale, reverse: ['c'] }),
      'not among the items',
    ],
    ['an answer outside of the scale', () => analyseReliability(table, { ...scale, range: [1, 3] }), 'line 5: a is 4'],
    [
      'one group',
      () => analyseAgreement(readTable('a,g\n1,x\n2,x\n'), { items: ['a'], group: 'g', options: 5 }),
      'two groups',
    ],
    [
      'options that are none',
      () => analyseAgreement(table, { items: ['a'], group: 'g', options: Number.NaN }),
      '--options',
    ],
    [
      'a constant x',
      () => analyseRegression(readTable('x,y\n1,2\n1,3\n'), { x: 'x', y: 'y', by: undefined, moderator: undefined }),
      'different values of x',
    ],
  ])('%s', (_, run, words) => {
    expect(run).toThrow(AnalysisError)
    expect(run).toThrow(words)
  })
})

test('what is not defined is null, never NaN', () => {
  const constant = readTable('a,b,g\n1,1,x\n1,1,x\n1,1,y\n')
  const texts = [
    analyseReliability(constant, scale),
    analyseAgreement(constant, { items: ['a', 'b'], group: 'g', options: 9 }),
    analyseRegression(readTable('x,y\n1,5\n2,5\n3,5\n'), { x: 'x', y: 'y', by: undefined, moderator: undefined }),
  ].map((report) => JSON.stringify(report))
  for (const text of texts) expect(text).not.toMatch(/NaN|Infinity/)
  expect(texts[0]).toContain('"alpha":null')
})

test('what is not there says why: a factor, and the line of one group among others', () => {
  expect(analyseReliability(table, scale)).toMatchObject({
    one_factor_minres: { undefined_because: 'few-items' },
    one_factor_ml: { undefined_because: 'few-items' },
  })
  const groups = readTable('x,y,g\n1,2,a\n2,3,a\n3,5,a\n4,4,b\n')
  const report = analyseRegression(groups, { x: 'x', y: 'y', by: 'g', moderator: undefined })
  expect(report.by).toMatchObject({
    a: { n: 3, ols: { slope: 1.5 } },
    b: { n: 1, undefined_because: 'a line needs two points with different values of x' },
  })
})

describe('the command', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'thiqa-analyse-'))
    writeFileSync(path.join(folder, 'data.csv'), 'A1,A2,A3\n1,2,2\n3,3,4\n5,4,5\n2,2,1\n')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const run = (...words: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'app/analyse.ts', ...words], { encoding: 'utf8' })

  test('prints a table, or JSON with all digits', () => {
    const file = path.join(folder, 'data.csv')
    expect(run('reliability', file, '--items', 'A1,A2,A3').stdout).toMatch(/^complete_cases alpha +0\.9\d+$/m)
    const report = JSON.parse(run('reliability', file, '--items', 'A1,A2,A3', '--json').stdout)
    expect(report.complete_cases.alpha).toBeCloseTo(0.9326, 1)
  }, 30_000)

  test('says what is wrong in a sentence, with exit code 2', () => {
    const missing = run('reliability', path.join(folder, 'nowhere.csv'), '--items', 'A1,A2')
    expect(missing).toMatchObject({ status: 2, stdout: '' })
    expect(missing.stderr).toMatch(/cannot be read/)
    expect(run('reliability').stderr).toMatch(/npm run analyse/)
    expect(run('guess', path.join(folder, 'data.csv')).status).toBe(2)
  }, 30_000)
})
