import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { REGISTERS } from '#app/evidence/registers/registers'
import { kindOf } from '#app/instruments/item-kinds'
import { listTemplates } from '#app/instruments/templates'

const section =
  readFileSync('survey-templates/README.md', 'utf8').split('## What serves each claim')[1]?.split('## ')[0] ?? ''
const rows = section.split('\n').filter((line) => /^\| C\d/.test(line))
const templates = listTemplates().map(({ instrument }) => instrument)
const items = templates.flatMap(({ sections }) => sections.flatMap((one) => one.items))
const known = new Set([
  ...templates.map(({ name }) => name),
  ...items.flatMap((item) => [item.id, ...kindOf(item).fields(item)]),
])

/** `trust_1–5` is five items; `time_*` any; `_quality` shares the beginning of the one before it. */
function namesIn(row: string): string[] {
  let before = ''
  return [...row.matchAll(/`([^`]+)`/g)].flatMap(([, name = '']) => {
    const whole = name.startsWith('_') ? before.replace(/_[a-z]+$/, name) : name
    before = whole
    const [, stem, first, last] = /^(.+_)(\d+)–(\d+)$/.exec(whole) ?? []
    if (stem === undefined) return [whole]
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => `${stem}${Number(first) + index}`)
  })
}

function isKnown(name: string): boolean {
  const pattern = new RegExp(`^${name.replaceAll('*', '.+')}$`)
  return [...known].some((one) => pattern.test(one))
}

test('the table has every claim once', () => {
  expect(rows.map((row) => /^\| (C\d+) /.exec(row)?.[1])).toEqual(Array.from({ length: 29 }, (_, n) => `C${n + 1}`))
})

test('every item and template that it names is shipped', () => {
  const names = rows.flatMap(namesIn)
  expect(names.length).toBeGreaterThan(60)
  expect(names.filter((name) => !isKnown(name))).toEqual([])
  expect(isKnown('trust_99')).toBe(false)
})

test('every file and folder that it names is there', () => {
  const places = [...section.matchAll(/`([^`]+\/[^`]+)`/g)].map(([, place = '']) => place)
  expect(places.length).toBeGreaterThanOrEqual(5)
  expect(places.filter((place) => !existsSync(place))).toEqual([])
})

test('it promises no record that is not there', () => {
  const kept = [
    ...(existsSync('app/evidence/promises') ? ['register of promises'] : []),
    ...REGISTERS.map(({ name }) => `register of ${name}`),
    ...(existsSync('app/evidence/contacts') ? ['register of complaints and contacts'] : []),
  ]
  for (const row of rows) {
    const cells = row.split('|')[2]?.split(';') ?? []
    for (const cell of cells.filter((one) => /register of|signals/.test(one))) {
      const isThere =
        kept.some((name) => cell.includes(name)) || (cell.includes('signals') && existsSync('app/signals'))
      expect(cell.includes('_(not yet)_'), cell).toBe(!isThere)
    }
  }
})

test('every page that it names is among those whose files are named above it', () => {
  const above = section.split('| claim |')[0] ?? ''
  for (const row of rows)
    for (const [page] of row.matchAll(/portfolio|[a-z-]+ page/g)) expect(above, row).toContain(page)
})
