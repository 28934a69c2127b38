// The codebook as DDI-Codebook and as a Frictionless data package, checked against their schemas.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import Ajv from 'ajv-draft-04'
import { beforeAll, describe, expect, test } from 'vitest'
import { memoryPages, validateXML } from 'xmllint-wasm'
import type { Dataset } from '#app/exports/dataset'
import { dataPackage } from '#app/exports/formats/data-package'
import { writeDdi } from '#app/exports/formats/ddi'
import type { StudyDescription } from '#app/exports/study-description'
import { countColumns } from '#app/exports/summarize-columns'
import { makeDataset, makeHardDataset, makeVariable } from '#tests/factories/make-dataset'

const SCHEMAS = path.resolve('tests/reference/data/schemas')

async function summarize(dataset: Dataset) {
  const { counted, summary } = countColumns(dataset)
  for await (const page of counted.pages()) for (const _ of page);
  return summary()
}

let study: StudyDescription
beforeAll(async () => {
  const dataset = makeHardDataset(200)
  const both = (en: string, ar: string) => ({ en, ar })
  study = {
    ...{
      title: 'Trust & <"costs"> \u0007\u202eesrever\u202c',
      publisher: 'Qasr \ud800 Steel',
      purpose: 'To learn.\u0000',
    },
    functionWeights: {},
    ...{ waves: [1, 2], languages: ['en', 'ar'], madeAt: new Date('2027-03-07T09:05:00Z') },
    conditions: both('Do not look for people.', 'لا تبحث عن أشخاص.'),
    confidentiality: both('Names are left out.', 'حُذفت الأسماء.'),
    tables: [
      {
        ...{ dataset, path: 'data/answers.csv', content: both('One row per response', 'سطر لكل إجابة') },
        summary: await summarize(dataset),
        file: { bytes: 12, sha256: 'a'.repeat(64) },
      },
      {
        dataset: { ...makeDataset([makeVariable({ name: 'n', minimum: 0 })], [[1], [null], [4]]), name: 'indices' },
        path: 'data/indices.csv',
        content: both('One row per value', 'سطر لكل قيمة'),
      },
    ],
  }
})

const writeXml = () => [...writeDdi(study)].join('')

async function errorsOf(xml: string): Promise<string[]> {
  const own = process.env.DDI_SCHEMA
  const read = async (directory: string, fileName: string) => ({
    fileName,
    contents: await readFile(path.join(directory, fileName), 'utf8'),
  })
  const [schema, preload] =
    own && existsSync(path.join(own, 'codebook.xsd'))
      ? ([own, ['xml.xsd', 'ddi-xhtml11.xsd', 'dcterms.xsd']] as const)
      : ([SCHEMAS, ['xml.xsd']] as const)
  const { valid, errors } = await validateXML({
    xml: [{ fileName: 'codebook.xml', contents: xml }],
    schema: [await read(schema, schema === SCHEMAS ? 'ddi-codebook-part.xsd' : 'codebook.xsd')],
    preload: await Promise.all(preload.map((name) => read(schema, name))),
    maxMemoryPages: 2 * memoryPages.GiB,
  })
  return valid ? [] : errors.map(({ message }) => message)
}

describe('DDI-Codebook 2.5', () => {
  test('keeps to its schema, and says everything of a variable in every language', async () => {
    const xml = writeXml()
    expect(await errorsOf(xml)).toEqual([])
    const trust = /<var [^>]*name="trust_1"[\s\S]*?<\/var>/.exec(xml)?.[0] ?? ''
    expect(
      [...trust.matchAll(/^<(\w+)[ >/]/gm)].map(([, name]) => name).filter((name, at, all) => name !== all[at - 1]),
    ).toEqual([
      ...['var', 'labl', 'qstn', 'qstnLit', 'valrng', 'range', 'invalrng', 'item', 'universe', 'sumStat', 'txt'],
      ...Array.from({ length: 8 }, () => ['catgry', 'catValu', 'labl']).flat(),
      ...['concept', 'varFormat', 'notes'],
    ])
    expect(trust).toContain('<qstnLit xml:lang="ar">يفي {partner} بوعوده.</qstnLit>')
    expect(trust).toContain('<catgry missing="Y">\n<catValu>-99</catValu>\n<labl xml:lang="en">Skipped</labl>')
    expect(xml).toContain('<titl>Trust &amp; &lt;&quot;costs&quot;&gt; \u202eesrever\u202c</titl>')
    expect(xml).toContain('<AuthEnty>Qasr  Steel</AuthEnty>')
  })

  test('the check notices elements in another order, and unknown ones', async () => {
    const xml = writeXml()
    expect(
      await errorsOf(xml.replace('<varFormat type="character"/>\n', '').replace('</labl>', '</labl><varFormat/>')),
    ).not.toEqual([])
    expect(await errorsOf(xml.replaceAll('concept>', 'konzept>'))).not.toEqual([])
  })
})

test('what stands in a column is counted without codes of missing answers', async () => {
  const variables = [
    makeVariable({ name: 'n', missing: [{ value: -99, label: {} }] }),
    makeVariable({ name: 't', type: 'text' }),
  ]
  expect(
    await summarize(
      makeDataset(variables, [
        [2, 'a'],
        [-99, ''],
        [4, null],
        [9, 'b'],
      ]),
    ),
  ).toEqual([
    { valid: 3, invalid: 1, minimum: 2, maximum: 9, mean: 5, sd: Math.sqrt(13) },
    { valid: 2, invalid: 2, minimum: undefined, maximum: undefined, mean: undefined, sd: undefined },
  ])
})

test('a data package keeps to the profile of tabular data packages', async () => {
  const profile = JSON.parse(await readFile(path.join(SCHEMAS, 'tabular-data-package.json'), 'utf8'))
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(profile)
  const made = JSON.parse(JSON.stringify(dataPackage(study)))
  validate(made)
  expect(validate.errors ?? []).toEqual([])
  expect(made.resources[0]).toMatchObject({ path: 'data/answers.csv', bytes: 12, hash: `sha256:${'a'.repeat(64)}` })
  expect(made.resources[0].schema.fields).toHaveLength(16)
  // a coded missing answer would break a rule of the range
  expect(made.resources[0].schema.fields[4]).not.toHaveProperty('constraints')
  expect(made.resources[1].schema.fields[0]).toMatchObject({ name: 'n', type: 'integer', constraints: { minimum: 0 } })
  made.resources[0].schema.fields[0].type = 'words'
  expect(validate(made)).toBe(false)
})
