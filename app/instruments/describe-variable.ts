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
    valueLabels: {},
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

/** `1 = Strongly disagree; 2 = …` per language. */
export function labelPoints(
  texts: TextsByLanguage,
  minimum: number,
  wordsOf: (text: InstrumentText) => readonly string[],
): Record<string, string> {
  return perLanguage(texts, (text) =>
    wordsOf(text)
      .map((words, index) => `${minimum + index} = ${words}`)
      .join('; '),
  )
}
