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

test.runIf(!inject('postgresqlServer'))(
  'the recorded study comes in under a minute, and yields the indices that R gives',
  async () => {
    const [answers, relationships] = [
      await recorded('study/responses.csv.gz'),
      await readFile(`${DIRECTORY}/study/relationships.csv`, 'utf8'),
    ]
    const began = performance.now()
    const { workspaceId, done } = await bring(answers, relationships)
    if (!done.ok) throw new Error(JSON.stringify(done).slice(0, 500))
    const imported = performance.now() - began
    expect(imported).toBeLessThan(60_000)
    const waves = await t.prisma.wave.findMany({ where: { workspaceId }, orderBy: { number: 'asc' } })
    expect(waves.map(({ number, state, isImported }) => [number, state, isImported])).toEqual(
      [1, 2, 3, 4].map((number) => [number, 'closed', true]),
    )
    expect(await publishImported(t.prisma, { workspaceId, waveId: waves.at(-1)?.id ?? '' })).toBe(4)
    console.info(`import ${Math.round(imported)} ms, with publication ${Math.round(performance.now() - began)} ms`)
    const found = await findResultStudy(t.prisma, workspaceId, done.studyId)
    expect(found?.waves.map(({ publishedAt }) => publishedAt.toISOString().slice(0, 10))).toEqual([
      ...['2025-01-31', '2025-05-01', '2025-07-31', '2025-10-31'],
    ])
    const tables = await readResultTables(t.prisma, { workspaceId, within: EVERYTHING, waves: found?.waves ?? [] })
    const rows = tables.map((table) => indicesRow(table, 'attributed'))
    const reference = JSON.parse(await recorded('study_indices.json.gz')) as { wave: number; relationship: string }[]
    expect([rows.length, reference.length]).toEqual([480, 480])
    const byPlace = new Map(rows.map((row) => [`${row.wave} ${row.relationship}`, row]))
    const wrong = reference.flatMap((row) => {
      const place = `${row.wave} ${row.relationship}`
      return differences(byPlace.get(place), row, place)
    })
    expect(wrong).toEqual([])
  },
  240_000,
)
