import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import routes from '#app/routes'

const section = readFileSync('app/dashboards/README.md', 'utf8').split('## Claims')[1]?.split('\n## ')[0] ?? ''
const rows = section.split('\n').filter((line) => /^\| C\d/.test(line))
const filesIn = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file)
const pages = new Set(routes.map(({ file }) => `app/${file}`))

test('the table has every claim once', () => {
  expect(rows.map((row) => /^\| (C\d+) /.exec(row)?.[1])).toEqual(Array.from({ length: 29 }, (_, n) => `C${n + 1}`))
})

test('each claim names a page that the table of contents has, and a test that is there', () => {
  for (const row of rows) {
    const [, claim, page = '', shown = ''] = row.split('|')
    const [ways, tests] = [filesIn(page), filesIn(shown)]
    expect([ways.length > 0, tests.length > 0], claim).toEqual([true, true])
    expect(
      ways.filter((file) => !pages.has(file)),
      claim,
    ).toEqual([])
    expect(
      tests.filter((file) => !/^tests\/.+\.test\.tsx?$/.test(file) || !existsSync(file)),
      claim,
    ).toEqual([])
  }
})
