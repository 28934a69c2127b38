import type { ToldCell } from './participation'

export interface RelationshipName {
  code: string
  buyerName: string
  supplierName: string
}

export type ParticipationRow = ToldCell & RelationshipName

export const SORT_KEYS = [
  ...(['behind', 'code', 'people', 'delivered', 'bounced', 'unwanted', 'opened', 'started', 'submitted'] as const),
  'candidates',
] as const
export type SortKey = (typeof SORT_KEYS)[number]

export interface TableChoice {
  search: string
  sort: SortKey
  isDescending: boolean
}

/** What an address asks of the table: `?q=bearing&sort=opened&order=desc`; without it what lacks most comes first. */
export function readTableChoice(url: string): TableChoice {
  const { searchParams } = new URL(url)
  const sort = SORT_KEYS.find((key) => key === searchParams.get('sort')) ?? 'behind'
  const order = searchParams.get('order')
  return {
    search: (searchParams.get('q') ?? '').slice(0, 100),
    sort,
    isDescending: order === 'desc' || (sort === 'behind' && order !== 'asc'),
  }
}

/** How many more answers a side needs, as far as that is known: all of them where it is not told how many came. */
function behind({ needed, missingPeople, people, questionnaires, progress }: ParticipationRow): number {
  const isTold = progress !== undefined && questionnaires > 0
  const open = isTold ? 1 - progress.submitted / questionnaires : 0.5
  // people who are to be found first take longer than answers that only wait
  return missingPeople * 1000 + (needed ?? 0) * 10 + (people === 0 ? 1 : open)
}

const VALUES: Record<Exclude<SortKey, 'code'>, (row: ParticipationRow) => number | undefined> = {
  behind,
  people: ({ people }) => people,
  delivered: ({ delivered }) => delivered,
  bounced: ({ bounced }) => bounced,
  unwanted: ({ progress }) => progress?.unwanted,
  opened: ({ progress }) => progress?.opened,
  started: ({ progress }) => progress?.started,
  submitted: ({ progress }) => progress?.submitted,
  candidates: ({ candidates }) => candidates,
}

/** Rows that hold the words, in the order that was chosen; what is not told stands at the end, equal ones by code and side. */
export function arrangeRows(rows: readonly ParticipationRow[], choice: TableChoice): ParticipationRow[] {
  const { search, sort, isDescending } = choice
  const words = search.normalize('NFC').toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const found = rows.filter(({ code, buyerName, supplierName }) => {
    const text = `${code} ${buyerName} ${supplierName}`.normalize('NFC').toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
  const sign = isDescending ? -1 : 1
  if (sort === 'code') return found.sort((a, b) => sign * byCode(a, b))
  const read = VALUES[sort]
  return found
    .map((row) => ({ row, value: read(row) }))
    .sort((a, b) => {
      if (a.value === undefined || b.value === undefined)
        return Number(a.value === undefined) - Number(b.value === undefined) || byCode(a.row, b.row)
      return sign * (a.value - b.value) || byCode(a.row, b.row)
    })
    .map(({ row }) => row)
}

function byCode(a: ParticipationRow, b: ParticipationRow): number {
  if (a.code !== b.code) return a.code < b.code ? -1 : 1
  return a.side < b.side ? -1 : 1
}

export const FILE_COLUMNS = [
  ...['relationship', 'buyer', 'supplier', 'side', 'invited', 'delivered', 'waiting', 'bounced', 'unwanted', 'opened'],
  ...['started', 'submitted', 'answers_needed', 'people_missing', 'could_be_asked'],
]

/** The table as a file; what is not told is empty. */
export function fileRow(row: ParticipationRow) {
  const { progress } = row
  return {
    relationship: row.code,
    buyer: row.buyerName,
    supplier: row.supplierName,
    side: row.side,
    invited: row.people,
    delivered: row.delivered,
    waiting: row.waiting,
    bounced: row.bounced,
    unwanted: progress?.unwanted,
    opened: progress?.opened,
    started: progress?.started,
    submitted: progress?.submitted,
    answers_needed: row.needed,
    people_missing: row.missingPeople,
    could_be_asked: row.candidates,
  }
}
