// Earlier studies from tables: the recorded study yields the values that R gives, and what is wrong is told line by line.
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { describe, expect, inject, test } from 'vitest'
import { publishImported } from '#app/disclosure/publish-imported.server'
import { findResultStudy, readResultTables } from '#app/disclosure/read-results.server'
import { indicesRow } from '#app/exports/indices-rows'
import { fieldNames } from '#app/instruments/field-values'
import type { Template } from '#app/instruments/template'
import { findTemplate } from '#app/instruments/templates'
import { EVERYTHING } from '#app/people/find-reach.server'
import { guessColumns, guessItems } from '#app/responses/history/guess-mapping'
import { columnField, historySchema } from '#app/responses/history/history-form'
import { type HistoryTable, readHistoryTable, valuesIn } from '#app/responses/history/history-table'
import { importHistory } from '#app/responses/history/import-history.server'
import { parseHistory, parseRelationshipTable } from '#app/responses/history/parse-history'
import { studySchema } from '#app/studies/study-form'
import { makeWorkspace } from '#tests/factories/make-workspace'
import { differences } from '#tests/reference/differences'
import { useRuntime } from '#tests/setup/test-runtime'

const t = useRuntime()
const DIRECTORY = 'tests/reference/data'
const { instrument } = findTemplate('relationship-core', 1) as Template
const fields = fieldNames(instrument)
const NOW = new Date('2026-06-01T08:00:00Z')

const study = studySchema.parse({
  ...{ name: 'Earlier', instrument: 'relationship-core@1', audience: 'attributed', minimumGroupSize: 3 },
  ...{ retentionMonths: 120, contactName: 'Sara Contact', contactEmail: 'contact@thiqa.test' },
})

function tableOf(text: string): HistoryTable {
  const table = readHistoryTable(text)
  if ('reason' in table) throw new Error(table.reason)
  return table
}

/** What the page guesses, taken as it is. */
function mapped(table: HistoryTable, changes: Record<string, unknown> = {}) {
  const columns = guessColumns(table.header)
  const form = historySchema.parse({
    ...Object.fromEntries(Object.entries(columns).map(([name, column]) => [columnField(name as 'wave'), column])),
    ...{ firstDay: '2025-01-31', monthsBetween: '3', functionDefault: 'management', ...changes },
  })
  const sources = form.column_item === '' ? table.header : valuesIn(table, form.column_item)
  const items = new Map(Object.entries(guessItems(sources, fields)))
  return { form, items, parsed: parseHistory({ table, form, items, instrument }) }
}

async function bring(answers: string, relationships?: string, audience: 'attributed' | 'shared' = 'attributed') {
  const { id: workspaceId } = await makeWorkspace(t.prisma)
  const { form, parsed } = mapped(tableOf(answers))
  if (relationships)
    for (const [code, own] of parseRelationshipTable(tableOf(relationships), 'r').relationships)
      parsed.relationships.set(code, own)
  const actor = { workspaceId, kind: 'system' as const, id: '', address: '' }
  const done = await importHistory(
    { prisma: t.prisma, queue: t.runtime.queue },
    { workspaceId, parsed, form, study: { ...study, audience }, instrument, language: 'en', actor, now: NOW },
  )
  return { workspaceId, done, parsed }
}

const recorded = async (name: string) => gunzipSync(await readFile(`${DIRECTORY}/${name}`)).toString()

/** All four waves with LONG_TESTS; half of them take half as long. */
const WAVES = process.env.LONG_TESTS ? 4 : 2
const NUMBERS = Array.from({ length: WAVES }, (_, index) => index + 1)

function firstWaves(csv: string): string {
  const [header = '', ...lines] = csv.trimEnd().split('\n')
  expect(header).toMatch(/^wave,/)
  return [header, ...lines.filter((line) => Number.parseInt(line, 10) <= WAVES)].join('\n')
}

test.runIf(!inject('postgresqlServer'))(
  'the recorded study comes in under a minute, and yields the indices that R gives',
  async () => {
    const [answers, relationships] = [
      firstWaves(await recorded('study/responses.csv.gz')),
      await readFile(`${DIRECTORY}/study/relationships.csv`, 'utf8'),
    ]
    const began = performance.now()
    const { workspaceId, done } = await bring(answers, relationships)
    if (!done.ok) throw new Error(JSON.stringify(done).slice(0, 500))
    const imported = performance.now() - began
    expect(imported).toBeLessThan(60_000)
    const waves = await t.prisma.wave.findMany({ where: { workspaceId }, orderBy: { number: 'asc' } })
    expect(waves.map(({ number, state, isImported }) => [number, state, isImported])).toEqual(
      NUMBERS.map((number) => [number, 'closed', true]),
    )
    expect(await publishImported(t.prisma, { workspaceId, waveId: waves.at(-1)?.id ?? '' })).toBe(WAVES)
    const found = await findResultStudy(t.prisma, workspaceId, done.studyId)
    expect(found?.waves.map(({ publishedAt }) => publishedAt.toISOString().slice(0, 10))).toEqual(
      ['2025-01-31', '2025-05-01', '2025-07-31', '2025-10-31'].slice(0, WAVES),
    )
    const tables = await readResultTables(t.prisma, { workspaceId, within: EVERYTHING, waves: found?.waves ?? [] })
    const rows = tables.map((table) => indicesRow(table, 'attributed'))
    const reference = (
      JSON.parse(await recorded('study_indices.json.gz')) as { wave: number; relationship: string }[]
    ).filter(({ wave }) => wave <= WAVES)
    expect([rows.length, reference.length]).toEqual([120 * WAVES, 120 * WAVES])
    const byPlace = new Map(rows.map((row) => [`${row.wave} ${row.relationship}`, row]))
    const wrong = reference.flatMap((row) => {
      const place = `${row.wave} ${row.relationship}`
      return differences(byPlace.get(place), row, place)
    })
    expect(wrong).toEqual([])
  },
  240_000,
)

const WIDE = `round;relationship;buyer;supplier;role;person;trust_1;trust_2;trust_3;Notes
1;R1;ACME;BOLT;buyer;ann;5;6;2;x
1;R1;ACME;BOLT;Supplier;bo;-98;NA;3;x
2;R1;ACME;BOLT;b;ann;7;;1;x
2;R1;ACME;BOLT;b;cy;;;;x
`

describe('a table with a line for each person', () => {
  test('is read by its columns; what was not asked or not answered is no answer', async () => {
    const { form, items, parsed } = mapped(tableOf(WIDE))
    expect(form).toMatchObject({
      column_wave: 'round',
      column_side: 'role',
      column_respondent: 'person',
      column_item: '',
    })
    expect([...items.keys()]).toEqual(['trust_1', 'trust_2', 'trust_3'])
    expect(parsed.problems).toEqual([])
    expect(parsed.responses.map(({ wave, side, respondent, answers }) => [wave, side, respondent, answers])).toEqual([
      [1, 'buyer', 'ann', { trust_1: 5, trust_2: 6, trust_3: 2 }],
      [1, 'supplier', 'bo', { trust_1: { missing: 'cannot_say' }, trust_2: { missing: 'skipped' }, trust_3: 3 }],
      [2, 'buyer', 'ann', { trust_1: 7, trust_2: { missing: 'skipped' }, trust_3: 1 }],
    ])
    const { workspaceId, done } = await bring(WIDE)
    if (!done.ok) throw new Error(JSON.stringify(done))
    const people = await t.prisma.participant.findMany({ where: { workspaceId }, orderBy: { name: 'asc' } })
    expect(people.map(({ name, email, active }) => [name, email, active])).toEqual([
      ['ann', expect.stringMatching(/^[0-9a-f]{24}@imported\.invalid$/), false],
      ['bo', expect.stringMatching(/@imported\.invalid$/), false],
    ])
    expect(await t.prisma.outboxMessage.count({ where: { workspaceId } })).toBe(0)
  })

  test('tells every line that is wrong, with its column and reason', () => {
    const { parsed } = mapped(
      tableOf(`${WIDE}x;R1;ACME;BOLT;b;dee;1;1;1;
1;R1;ACME;BOLT;judge;dee;1;1;1;
1;;ACME;BOLT;b;dee;1;1;1;
1;R1;ACME;BOLT;b;ann;1;1;1;
1;R1;ACME;BOLT;b;eve;9;often;1;
`),
    )
    expect(parsed.problems.map(({ line, column, code, found }) => [line, column, code, found])).toEqual([
      [6, 'round', 'history.problem.wave', 'x'],
      [7, 'role', 'history.problem.side', 'judge'],
      [8, 'relationship', 'relationships.error.required', ''],
      [9, 'person', 'imports.problem.repeated', 'ann'],
      [10, 'trust_1', expect.stringMatching(/^respond\.error\./), '9'],
      [10, 'trust_2', expect.stringMatching(/^respond\.error\./), 'often'],
    ])
  })
})

test('an earlier study that does not fit what is here is not brought here in part', async () => {
  const { workspaceId, done } = await bring(WIDE.replaceAll('BOLT', ''))
  expect(done).toMatchObject({
    ok: false,
    plan: { problems: [{ line: 2, code: 'history.problem.unknown-relationship' }] },
  })
  expect(await t.prisma.study.count({ where: { workspaceId } })).toBe(0)
  expect(await t.prisma.organization.count({ where: { workspaceId } })).toBe(0)
  const same = await bring(WIDE.replaceAll('BOLT', 'ACME'))
  expect(same.done).toMatchObject({ ok: false, plan: { problems: [{ code: 'history.problem.same-firm' }] } })
})

test('what imported waves show follows the promise that was given: a side of two is withheld', async () => {
  const { workspaceId, done } = await bring(WIDE, undefined, 'shared')
  if (!done.ok) throw new Error(JSON.stringify(done))
  const last = await t.prisma.wave.findFirstOrThrow({ where: { workspaceId, number: 2 } })
  expect(await publishImported(t.prisma, { workspaceId, waveId: last.id })).toBe(2)
  expect(await publishImported(t.prisma, { workspaceId, waveId: last.id })).toBe(0)
  const found = await findResultStudy(t.prisma, workspaceId, done.studyId)
  const tables = await readResultTables(t.prisma, { workspaceId, within: EVERYTHING, waves: found?.waves ?? [] })
  const states = tables.flatMap((table) =>
    ['buyer', 'supplier'].map((side) => table.cell(side as 'buyer', 'trust')?.status),
  )
  expect(states).toEqual(['withheld', 'withheld', 'withheld', 'withheld'])
})
