import { cleanName, type Piece } from './piece'

/** Mails to participants whose words a study may replace. */
export const OWN_TEXT_KINDS = ['invitation', 'reminder', 'last-call', 'thank-you'] as const
export type OwnTextKind = (typeof OWN_TEXT_KINDS)[number]

/** Names that stand for something else in each mail, between braces: {person}. */
const EVERYWHERE = ['person', 'organization', 'study', 'contact'] as const
const BEFORE_ANSWERING = ['partners', 'end', 'minutes'] as const
export type Placeholder = (typeof EVERYWHERE)[number] | (typeof BEFORE_ANSWERING)[number]

export function placeholdersOf(kind: OwnTextKind): readonly Placeholder[] {
  return kind === 'thank-you' ? EVERYWHERE : [...EVERYWHERE, ...BEFORE_ANSWERING]
}

/** Words of a study's own; an empty one leaves the usual words. */
export interface OwnText {
  /** one line */
  subject: string
  /** in place of greeting and introduction; an empty line parts paragraphs */
  opening: string
  /** in place of the sentence above the address of the contact */
  closing: string
}

export type PlaceholderValues = Record<Placeholder, string>

/** Two or three names, as the language lists them. */
const MOST_NAMES = 3

const PLACE = /\{([a-z]+)\}/
const PARTS = /(\{[^{}\n]*\}?|\})/g

/** What stands in braces and means nothing in this mail, or is half a placeholder. */
export function unknownPlaceholders(kind: OwnTextKind, text: string): string[] {
  const known = placeholdersOf(kind).map((name) => `{${name}}`)
  return [...new Set(text.match(PARTS))].filter((part) => !known.includes(part))
}

/** One line, with names and moments apart, so that they are isolated and escaped as everywhere. */
export function fillLine(line: string, values: Partial<PlaceholderValues>): Piece[] {
  return line.split(new RegExp(PLACE, 'g')).flatMap((part, index): Piece[] => {
    if (index % 2 === 0) return part === '' ? [] : [cleanText(part)]
    const value = values[part as Placeholder]
    return value ? [{ name: value }] : []
  })
}

/** Paragraphs of lines. */
export function fillParagraphs(text: string, values: Partial<PlaceholderValues>): Piece[][][] {
  return text
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.split('\n').map((line) => fillLine(line.trim(), values)))
    .filter((lines) => lines.some((line) => line.length > 0))
}

/** Names of firms as one value. */
export function listNames(language: string, names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map(cleanName)
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  return names.length > MOST_NAMES ? `${shown.join(language === 'ar' ? '، ' : ', ')} …` : list.format(shown)
}

/** Marks that turn the direction of what follows have no place in a text of words. */
function cleanText(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '').replace(/[^\P{Cc}]/gu, ' ')
}
