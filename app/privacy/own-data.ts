import type { Answers } from '#app/instruments/answers'
import type { FieldValues } from '#app/instruments/field-values'
import type { MailChoice } from '#app/mail/mail-kinds'
import type { AnswerLine } from '#app/responses/answer-lines'

/** Everything that a workspace stores about a person who is asked; `readOwnData` reads it, nothing is left out. */
export interface OwnData {
  takenAt: Date
  workspace: { id: string; name: string; contactMonths: number; mailMonths: number }
  person: {
    id: string
    name: string
    email: string
    organization: string
    function: string
    language: string
    /** IANA name; empty for that of the study */
    timeZone: string
    answersForFirm: boolean
    /** whether the person is still asked */
    isAsked: boolean
    since: Date
  }
  mails: { choice: MailChoice; bounce: { code: string; at: Date } | undefined }
  /** relationships that the person is asked about, or is named as owner of */
  relationships: { code: string; partner: string; isOwner: boolean }[]
  /** studies that name this address as their contact */
  contactOf: string[]
  /** suggestions of colleagues that name this address */
  suggestedBy: { name: string; email: string; at: Date }[]
  rounds: OwnRound[]
  /** entries of the log about this person: what members did to their record; ids and words of ours, no names */
  log: { at: Date; action: string }[]
  /** the account that belongs to the address, for whoever has signed in */
  account: OwnAccount | undefined
}

export interface OwnAccount {
  since: Date
  name: string
  /** works with some workspace as a member: then the account stays when a person is erased */
  isMember: boolean
  sessions: { since: Date; until: Date; address: string; browser: string }[]
}

/** A wave that the person was asked in. */
export interface OwnRound {
  study: string
  number: number
  isTrial: boolean
  invitedAt: Date
  language: string
  state: string
  /** when single answers of this wave are deleted; undefined before it is published */
  answersUntil: Date | undefined
  mails: { kind: string; state: string; at: Date }[]
  questionnaires: OwnQuestionnaire[]
}

export interface OwnQuestionnaire {
  partner: string
  side: string
  draft: { savedAt: Date; fields: FieldValues; lines: AnswerLine[] } | undefined
  suggestion: { name: string; email: string; at: Date } | undefined
  response: OwnResponse | undefined
  /** something is stored that is not shown: it was answered before somebody else changed the person's address */
  isHidden: boolean
}

export interface OwnResponse {
  at: Date
  function: string
  language: string
  lines: AnswerLine[]
  /** as they are stored */
  answers: Answers
  scores: unknown
  paradata: unknown
  flags: unknown
  /** the version of the promise that the person had read, with the SHA-256 of its words in hexadecimal digits */
  consent: { language: string; text: string; hash: string } | undefined
}

/** An instant so many calendar months later, as the database reckons (the last day of a shorter month). */
export function monthsLater(date: Date, months: number): Date {
  const later = new Date(date)
  const day = later.getUTCDate()
  later.setUTCDate(1)
  later.setUTCMonth(later.getUTCMonth() + months)
  const last = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate()
  later.setUTCDate(Math.min(day, last))
  return later
}
