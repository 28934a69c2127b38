const REASONS = {
  'unknown-type': 'this kind of question has no counterpart: it is left out',
  'wrong-shape': 'is not what the format has here: it is left out',
  property: 'these settings have no counterpart',
  condition: 'the condition has no counterpart: the question is asked of everybody',
  'condition-page':
    'the condition rests on an answer of its own section, of a later one, or of a question that is left out',
  'page-added': 'a page begins here, so that a condition rests on an earlier page',
  required: 'no question is compulsory: whoever leaves one open is asked once more',
  'other-option': 'an option with a text of its own has no counterpart: ask a text question after this one',
  'few-options': 'has fewer than two options: it is left out',
  piping: 'other answers cannot be put into words: their names stand in square brackets',
  markup: 'words are plain: formatting, links and pictures are gone',
  cut: 'the words are too long: their end is cut off',
  'other-words': 'the points are worded otherwise than those of the scale: each row becomes a question with options',
  'not-scale': 'the columns are not the numbered points of the scale: each row becomes a question with options',
  direction: 'the options have no numbers: the first is taken as the lowest point',
  'open-number': 'a number needs both borders, and none below 0: it becomes a text',
  'answer-format': 'the form of the answer is not checked: it becomes a text',
  unit: 'the number has no unit: # stands in for it',
  'section-words': 'has no words of its own: its title, or that of the form, stands in for them',
  'words-dropped': 'there is no place for these words',
  groups: 'it is unknown which parts are productive: all are neutral',
  'sum-parts':
    'a sum of shares needs a tick "nothing to share out" and its number: each part becomes a number of its own',
  reversed:
    'no statement is marked as reversed: those worded against their scale must be marked before anybody is asked',
  renamed: 'is no name that an answer can have here',
  language: 'is no language tag: its words are left out',
  'missing-words': 'some words are not translated: those of the first language stand in for them',
  constraint: 'the check of the answer has no counterpart',
  calculation: 'calculated values have no counterpart',
  repeat: 'questions that are repeated have no counterpart: they are left out',
  metadata: 'nothing is recorded of respondents beside their answers',
  group: 'the groups do not begin and end in pairs',
} as const

export type ImportNoteCode = keyof typeof REASONS

/** A feature of an imported questionnaire that is not, or not exactly, there any more. */
export interface ImportNote {
  /** place in the imported file: `pages.0.elements.2`, or sheet and row, `survey:5` */
  path: string
  code: ImportNoteCode
  /** what it is about, in the words of the file; empty where the place says all */
  detail: string
  /** the code in words */
  reason: string
}

const LONGEST_DETAIL = 200

export function makeImportNote(path: string, code: ImportNoteCode, detail = ''): ImportNote {
  return { path, code, detail: detail.slice(0, LONGEST_DETAIL).toWellFormed(), reason: REASONS[code] }
}
