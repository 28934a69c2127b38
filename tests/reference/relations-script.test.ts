// The downloaded script, run by R on the downloaded file, gives the published values.
import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { RELATION_COLUMNS, relationRows, relationsOf } from '#app/disclosure/relation-points'
import { csvResponse } from '#app/exports/formats/csv.server'
import { relationsScript } from '#app/exports/relations-script'
import { seededRandom } from '#app/statistics/resampling/seeded-random'
import { makeResultTable } from '#tests/unit/dashboards/make-result-table'

const CLOSED = 1e-9
const hasR = findR()
const directory = await mkdtemp(path.join(os.tmpdir(), 'thiqa-relations-'))
afterAll(() => rm(directory, { recursive: true }))

function findR(): boolean {
  try {
    execFileSync('Rscript', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    console.warn('SKIPPED: the R script of the relations, because there is no Rscript on this machine')
    return false
  }
}

/** Relationships in which trust, uncertainty and the rest go together a little; every seventh withholds a value. */
function makeTables(count: number) {
  const random = seededRandom(11)
  const value = (base: number) => Math.max(0, Math.min(100, base + 30 * (random() - 0.5)))
  return Array.from({ length: count }, (_, number) => {
    const [trust, uncertainty, resources] = [value(60), value(50), value(55)]
    const side = (name: string) => ({
      [`${name}.trust`]: value(trust),
      [`${name}.unproductive`]: value(80 - trust / 2),
      [`${name}.uncertainty`]: value(uncertainty),
      [`${name}.continuity`]:
        number % 7 === 6 ? ('withheld' as const) : value((trust * uncertainty) / 100 + resources / 3),
      [`${name}.contract_reliance`]: value(50),
      [`${name}.resource_sharing`]: value(resources),
    })
    return makeResultTable({ code: `R${number}`, cells: { ...side('buyer'), ...side('supplier') } })
  })
}

async function runScript(count: number, view: 'both' | 'buyer') {
  const relations = relationsOf(makeTables(count), view)
  const rows = relationRows(relations.points, 1, view)
  await writeFile(
    path.join(directory, 'relations.csv'),
    await csvResponse('relations.csv', RELATION_COLUMNS, rows).text(),
  )
  await writeFile(path.join(directory, 'measurement.R'), relationsScript({ ...relations, wave: 1, view }))
  return execFileSync('Rscript', ['measurement.R'], { cwd: directory, encoding: 'utf8' })
}

test.runIf(hasR).each(['both', 'buyer'] as const)('R computes what was published (%s)', async (view) => {
  const lines = (await runScript(40, view)).trim().split('\n').slice(1)
  expect(lines.length).toBeGreaterThan(140)
  for (const line of lines) {
    const [name, r, published] = line.trim().split(/\s+/)
    const distance = Math.abs(Number(r) - Number(published))
    expect(distance, line).toBeLessThanOrEqual(CLOSED * Math.max(1, Math.abs(Number(published))))
    expect(name).toMatch(/^(time|uncertainty|resources)\./)
  }
})

test.runIf(hasR)('where too little was published, R says so', async () => {
  expect(await runScript(2, 'both')).toContain('Nothing was published')
})
