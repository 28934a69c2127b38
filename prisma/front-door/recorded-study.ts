// A recorded study as two CSV files: relationships.csv (relationship, buyer, supplier, spend_usd) and
// responses.csv (wave, relationship, side, function, respondent, item, value).
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'

export interface RecordedRelationship {
  code: string
  buyer: string
  supplier: string
  category: string
  annualSpend: string
  startedOn: string
  renewalOn: string
  /** e-mails of the accountable people, where known */
  buyerOwner?: string
  supplierOwner?: string
}

export interface RecordedRespondent {
  id: string
  email: string
  /** code of the organization */
  organization: string
  function: string
  language: string
}

export interface RecordedResponse {
  wave: number
  relationship: string
  respondent: string
  /** item id → value as typed */
  answers: Record<string, string>
}

export interface RecordedStudy {
  relationships: RecordedRelationship[]
  organizations: { code: string; name: string }[]
  respondents: RecordedRespondent[]
  responses: RecordedResponse[]
  waves: number[]
}

type Row = Record<string, string>

/** @throws with the file's name when a file or a column is missing */
export async function readRecordedStudy(directory: string): Promise<RecordedStudy> {
  const relationships = (await readRows(directory, 'relationships.csv', ['relationship', 'buyer', 'supplier'])).map(
    (row) => ({
      code: row.relationship ?? '',
      buyer: row.buyer ?? '',
      supplier: row.supplier ?? '',
      category: row.category ?? '',
      annualSpend: row.spend_usd ? String(Number(row.spend_usd)) : '',
      startedOn: row.started_on ?? '',
      renewalOn: row.renewal_on ?? '',
    }),
  )
  const relationshipByCode = new Map(relationships.map((one) => [one.code, one]))
  const rows = await readRows(directory, 'responses.csv', [
    'wave',
    'relationship',
    'side',
    'function',
    'respondent',
    'item',
    'value',
  ])
  const respondents = new Map<string, RecordedRespondent>()
  const responses = new Map<string, RecordedResponse>()
  for (const row of rows) {
    const relationship = relationshipByCode.get(row.relationship ?? '')
    if (!relationship)
      throw new Error(`responses.csv names the relationship ${row.relationship}, which relationships.csv lacks`)
    const organization = row.side === 'buyer' ? relationship.buyer : relationship.supplier
    const id = row.respondent ?? ''
    if (!respondents.has(id)) {
      const email = `${id}@${organization}.example`.toLowerCase()
      respondents.set(id, { id, email, organization, function: row.function ?? '', language: row.language || 'en' })
    }
    const key = `${row.wave} ${row.relationship} ${id}`
    const response = responses.get(key) ?? {
      wave: Number(row.wave),
      relationship: relationship.code,
      respondent: id,
      answers: {},
    }
    response.answers[row.item ?? ''] = row.value ?? ''
    responses.set(key, response)
  }
  const codes = new Set(relationships.flatMap((one) => [one.buyer, one.supplier]))
  const names = await readOrganizationNames(directory)
  return {
    relationships,
    organizations: [...codes].map((code) => ({ code, name: names.get(code) ?? code })),
    respondents: [...respondents.values()],
    responses: [...responses.values()],
    waves: [...new Set([...responses.values()].map((one) => one.wave))].sort((a, b) => a - b),
  }
}

async function readOrganizationNames(directory: string): Promise<Map<string, string>> {
  const rows = await readRows(directory, 'organizations.csv', ['code', 'name']).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [] // the file is optional: codes then serve as names
      throw error
    },
  )
  return new Map(rows.map((row) => [row.code ?? '', row.name ?? '']))
}

async function readRows(directory: string, name: string, columns: string[]): Promise<Row[]> {
  const file = path.join(directory, name)
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return readFile(`${file}.gz`).then(gunzipSync)
  })
  const rows = parse(bytes, { columns: true, skip_empty_lines: true, bom: true }) as Row[]
  const missing = columns.filter((column) => rows[0] && !(column in rows[0]))
  if (missing.length > 0) throw new Error(`${name} has no column ${missing.join(', ')}`)
  return rows
}
