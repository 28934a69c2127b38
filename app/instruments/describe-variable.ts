import type { CodebookEntry } from './codebook-entry'
import type { InstrumentText, Item } from './instrument-schema'
import type { TextsByLanguage } from './item-kind'

type OwnPart = Pick<CodebookEntry, 'variable' | 'kind' | 'missing'> & Partial<CodebookEntry>

/** A codebook entry: what all variables of an item share, and what is this one's own. */
export function describeVariable(
  { construct, source, code, sides, functions, when }: Item,
  own: OwnPart,
): CodebookEntry {
  return {
    wording: {},
    minimum: undefined,
    maximum: undefined,
    values: [],
    units: {},
    isReversed: false,
    construct,
    source,
    code,
    universe: { sides, functions, when: when && describeCondition(when) },
    codes: undefined,
    consent: undefined,
    ...own,
  }
}

function describeCondition({ item, in: values, minimum, maximum }: NonNullable<Item['when']>): string {
  const parts = [
    values && `in ${values.join(', ')}`,
    minimum !== undefined && `>= ${minimum}`,
    maximum !== undefined && `<= ${maximum}`,
  ]
  return `${item} ${parts.filter(Boolean).join(' and ')}`
}

/** One text per language. */
export function perLanguage(
  texts: TextsByLanguage,
  read: (text: InstrumentText) => string | undefined,
): Record<string, string> {
  return Object.fromEntries([...texts].map(([language, text]) => [language, read(text) ?? '']))
}

/** What the points from `minimum` to `maximum` mean; as many as there are words for. */
export function labelPoints(
  texts: TextsByLanguage,
  { minimum, maximum }: { minimum: number; maximum: number },
  wordsOf: (text: InstrumentText) => readonly (string | undefined)[],
): CodebookEntry['values'] {
  return Array.from({ length: maximum - minimum + 1 }, (_, place) => ({
    value: minimum + place,
    label: perLanguage(texts, (text) => wordsOf(text)[place]),
  })).filter(({ label }) => Object.values(label).some((words) => words !== ''))
}
