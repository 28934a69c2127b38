// The bundle as somebody opens it who has nothing else: checksums, codebook, and the script that computes it all again.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { afterEach, describe, expect, test } from 'vitest'
import { writeBundle } from '#app/exports/bundle/write-bundle.server'
import { openStudyData } from '#app/exports/study-data.server'
import type { Answers } from '#app/instruments/answers'
import { seededRandom } from '#app/statistics/resampling/seeded-random'
import { makePublishedStudy } from '#tests/factories/make-published-study'
import { runs } from '#tests/reference/exports/read-with-r'
import { useDatabase } from '#tests/setup/test-database'

const db = useDatabase()
const hasR = runs('Rscript', ['--version'], 'published values computed again by R')
const MADE_AT = new Date('2027-03-07T09:05:00Z')
const directories: string[] = []
afterEach(async () => {
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true })
})

const halfAndHalf = (place: number): string => (place % 2 === 0 ? 'quality' : 'sales')

async function makeStudyData(
  audience: 'attributed' | 'shared',
  name = 'Trust 2027',
  functionWeights = {},
  functionOf = halfAndHalf,
) {
  const random = seededRandom(11)
  const point = (lowest: number, highest: number) => lowest + Math.floor(random() * (highest - lowest + 1))
  const answers = (): Answers => {
    const price = point(0, 30)
    return {
      ...Object.fromEntries([1, 2, 4, 5].map((item) => [`trust_${item}`, point(3, 7)])),
      trust_3: random() < 0.1 ? { missing: 'cannot_say' } : point(1, 5),
      ...Object.fromEntries([1, 2, 3, 4].map((item) => [`dependence_${item}`, point(1, 7)])),
      ...{ time_hours: point(0, 1) === 0 ? 4 : point(1, 20), time_price: price, time_design: 30 - price },
    }
  }
  const { workspaceId, study } = await makePublishedStudy(db.prisma, {
    ...{ audience, name, functionWeights, functionOf },
    relationships: Array.from({ length: 7 }, () => ({
      buyer: [answers(), answers(), answers()],
      supplier: [answers(), answers(), answers(), answers()],
    })),
  })
  const data = await openStudyData(db.prisma, workspaceId, study.id)
  if (!data) throw new Error('there is no such study')
  return data
}

async function unpack(
  data: Awaited<ReturnType<typeof makeStudyData>>,
  onProgress?: (done: number, of: number) => void,
) {
  const parts: Uint8Array[] = []
  const options = {
    language: 'en',
    madeAt: MADE_AT,
    formats: ['sav', 'parquet'] as const,
    ...(onProgress && { onProgress }),
  }
  for await (const part of writeBundle(data, options)) parts.push(part)
  const files = unzipSync(Buffer.concat(parts))
  const directory = await mkdtemp(path.join(os.tmpdir(), 'thiqa-bundle-'))
  directories.push(directory)
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(directory, name)), { recursive: true })
    await writeFile(path.join(directory, name), bytes)
  }
  const read = (name: string) => readFile(path.join(directory, name), 'utf8')
  return { directory, names: Object.keys(files), read }
}

const reproduce = (directory: string) =>
  spawnSync('Rscript', [path.join(directory, 'reproduce.R')], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  })

describe('the bundle', () => {
  test('holds all that it takes to work with a study, with right checksums and no way out of its folder', async () => {
    const data = await makeStudyData('attributed', '../../etc/passwd =1+1 \u202egpj.exe\u0007 "x": y')
    const { directory, names, read } = await unpack(data)
    const tables = ['responses-wide', 'responses-long', 'indices', 'evidence', 'paradata']
    expect(names.sort()).toEqual(
      [
        ...tables.flatMap((name) => ['csv', 'R', 'sav', 'parquet'].map((ending) => `data/${name}.${ending}`)),
        ...['codebook/codebook.csv', 'codebook/codebook.xml', 'datapackage.json', 'models.R', 'reproduce.R'],
        ...['participation', 'reliability', 'regression', 'relations'].map((name) => `published/${name}.csv`),
        ...['methods', 'disclosure', 'data-use'].flatMap((name) => [`${name}.en.html`, `${name}.ar.html`]),
        ...['disclosure.json', 'CITATION.cff', 'datacite.json', 'SHA256SUMS'],
      ].sort(),
    )
    execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: directory })
    const [citation, methods, report] = [
      await read('CITATION.cff'),
      await read('methods.ar.html'),
      await read('disclosure.en.html'),
    ]
    expect(citation).toContain('title: "../../etc/passwd =1+1 gpj.exe \\"x\\": y"')
    expect(methods).toContain('<html lang="ar" dir="rtl">')
    expect(report).toContain('at least 5 people')
    for (const text of [citation, methods, report, await read('datacite.json'), await read('codebook/codebook.xml')])
      for (const sign of ['\u202e', '\u0007']) expect(text).not.toContain(sign)
    const { resources } = JSON.parse(await read('datapackage.json'))
    expect(resources.map((one: { path: string }) => one.path)).toEqual(tables.map((name) => `data/${name}.csv`))
    expect(await read('codebook/codebook.xml')).toContain('<sumStat type="vald">49</sumStat>')
    expect(await read('data/responses-wide.csv')).toContain('../../etc/passwd =1+1')
  })

  test('says how far it is, and stops reading where nobody takes it any more', async () => {
    const data = await makeStudyData('shared')
    const all = writeBundle(data, { language: 'ar', madeAt: MADE_AT, formats: [] })
    await all.next()
    expect(await all.return(undefined)).toMatchObject({ done: true })
    const seen: number[][] = []
    await unpack(data, (done, of) => seen.push([done, of]))
    // 49 responses of 20 answers, in three formats of five tables
    expect(seen.length).toBeGreaterThan(2)
    expect(seen.every(([done = 0, of = 0]) => done <= of)).toBe(true)
  })

  test.runIf(hasR).each([
    ['attributed', {}],
    ['shared', {}],
    ['attributed', { quality: 2.5 }],
  ] as const)('is computed again by R, and agrees (%s, weights of functions %o)', async (audience, weights) => {
    const { directory, read } = await unpack(await makeStudyData(audience, 'Trust 2027', weights))
    const isWeighted = Object.keys(weights).length > 0
    for (const file of ['codebook/codebook.csv', 'methods.en.html'])
      expect((await read(file)).includes('Answers weigh by function: Quality 2.5')).toBe(isWeighted)
    expect(/,trust,level,released,3,,2\.\d+,/.test(await read('data/indices.csv'))).toBe(isWeighted)
    const { status, stdout, stderr } = reproduce(directory)
    expect(status, stdout + stderr).toBe(0)
    for (const kind of [
      'index of one side',
      'index of both sides',
      'index weighted by hours',
      'reliability',
      'transactional time',
      'relations between constructs',
    ])
      expect(stdout).toMatch(new RegExp(`${kind}.* [1-9]\\d* +0 `))
    expect(stdout).toContain('agrees with what was published')
    // whoever changes a published value is found out
    const indices = await read('data/indices.csv')
    const changed = indices.replace(
      /(,trust,level,released,\d+,\d*,[\d.]*,)(\d+)/,
      (_, before, mean) => `${before}${Number(mean) + 1}`,
    )
    expect(changed).not.toBe(indices)
    await writeFile(path.join(directory, 'data/indices.csv'), changed)
    const again = reproduce(directory)
    expect(again.status, again.stdout + again.stderr).toBe(1)
    expect(again.stdout).toContain('DIFFERS index of one side')
  })

  test.runIf(hasR)('tells no weighted index that would tell a function that it leaves out', async () => {
    // the first of the first buyer's people is the only one of finance
    const functionOf = (place: number) => (place === 0 ? 'finance' : halfAndHalf(place))
    const weights = { finance: 3, quality: 1.5 }
    const { directory, read } = await unpack(await makeStudyData('attributed', 'Trust 2027', weights, functionOf))
    const lines = (await read('data/indices.csv')).split('\r\n').filter((line) => line.includes(',trust,level,'))
    const withheld = lines.filter((line) => line.includes(',withheld,'))
    expect(withheld.length).toBeGreaterThan(0)
    expect(withheld.length).toBeLessThan(lines.length)
    for (const line of withheld) expect(line).toMatch(/,buyer,trust,level,withheld,+$/)
    // whoever is left out beside the one of finance is so to hide her: no side of theirs is told
    const answers = (await read('data/responses-wide.csv')).split('\r\n')
    const columns = answers[0]?.split(',') ?? []
    const value = (line: string, column: string) => line.split(',')[columns.indexOf(column)]
    const hidden = new Set(
      answers
        .slice(1)
        .filter((line) => line !== '' && value(line, 'function') === '')
        .map((line) => `${value(line, 'relationship_id')},${value(line, 'side')}`),
    )
    expect(withheld.length).toBe(hidden.size)
    for (const place of hidden) expect(withheld.some((line) => line.includes(place))).toBe(true)
    expect(await read('disclosure.en.html')).toContain('Answers of this study weigh by function.')
    const { status, stdout, stderr } = reproduce(directory)
    expect(status, stdout + stderr).toBe(0)
    expect(stdout).toContain('a function that weighs')
  })
})
