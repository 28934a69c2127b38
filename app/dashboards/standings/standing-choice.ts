/** Columns by which standings are sorted. */
export const STANDING_SORTS = [
  ...([
    'relationship',
    'category',
    'spend',
    'ranked',
    'mutualTrust',
    'gap',
    'asymmetry',
    'unproductive',
    'moved',
    'response',
  ] as const),
  'signals',
] as const
export type StandingSort = (typeof STANDING_SORTS)[number]

export const STANDING_GROUPS = ['none', 'buyer', 'supplier', 'category', 'owner'] as const
export type StandingGroup = (typeof STANDING_GROUPS)[number]

/** Which relationships are shown: all, those whose trust fell or rose beyond chance, those that warn, those with a withheld side. */
export const STANDING_ONLY = ['all', 'fell', 'rose', 'warning', 'withheld'] as const
export type StandingOnly = (typeof STANDING_ONLY)[number]

export interface StandingChoice {
  study: string | undefined
  search: string
  only: StandingOnly
  group: StandingGroup
  /** what a group was opened by: id of a firm or person, name of a category */
  key: string | undefined
  sort: StandingSort
  isDescending: boolean
  page: number
}

/** What an address asks of the home page: it can be kept as a bookmark, and is a saved view. */
export function readStandingChoice(url: string): StandingChoice {
  const { searchParams } = new URL(url)
  const pick = <Word extends string>(words: readonly Word[], name: string, usual: Word) =>
    words.find((one) => one === searchParams.get(name)) ?? usual
  const page = Number(searchParams.get('page'))
  const study = searchParams.get('study') ?? ''
  return {
    study: /^[0-9a-f-]{36}$/.test(study) ? study : undefined,
    search: (searchParams.get('q') ?? '').replaceAll('\u0000', '').normalize('NFC').trim().slice(0, 100),
    only: pick(STANDING_ONLY, 'only', 'all'),
    group: pick(STANDING_GROUPS, 'group', 'none'),
    key: searchParams.get('key')?.replaceAll('\u0000', '').slice(0, 120),
    sort: pick(STANDING_SORTS, 'sort', 'ranked'),
    isDescending: searchParams.get('order') === 'desc',
    page: Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
  }
}
