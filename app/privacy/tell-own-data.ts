import type { TFunction } from 'i18next'
import { ownNameOf } from '#app/i18n/direction'
import { formatDate, formatDateTime } from '#app/i18n/format'
import { isolateName } from '#app/i18n/isolate-name'
import type { AnswerLine } from '#app/responses/answer-lines'
import type { OwnData, OwnQuestionnaire, OwnResponse, OwnRound } from './own-data'

export interface ToldLine {
  label: string
  value: string
}

/** A part of what is stored about a person, in words: a card of the page, and rows of the file. */
export interface ToldPart {
  title: string
  lines: ToldLine[]
  /** what to know about it: how long it stays, who sees it */
  note: string
  /** questionnaires of a round, versions of a promise: shown when they are opened */
  groups: ToldGroup[]
}

export interface ToldGroup {
  title: string
  lines: ToldLine[]
}

/** Everything that is stored about a person, in words of their language; the page and the CSV file show the same. */
export function tellOwnData(data: OwnData, t: TFunction, language: string): ToldPart[] {
  const date = (at: Date) => formatDate(language, at)
  const moment = (at: Date) => formatDateTime(language, at)
  const line = (key: string, value: string): ToldLine[] =>
    value === '' ? [] : [{ label: t(`own-data.field.${key}`), value }]
  const { person, mails, account, workspace } = data
  const isYes = (yes: boolean) => t(yes ? 'respond.usual.yes' : 'respond.usual.no')
  return [
    {
      title: t('own-data.part.person'),
      note: t('own-data.note.person', { count: workspace.contactMonths }),
      groups: [],
      lines: [
        ...line('name', person.name),
        ...line('email', person.email),
        ...line('organization', person.organization),
        ...line('function', t(`words.functions.${person.function}`)),
        ...line('language', ownNameOf(person.language)),
        ...line('timeZone', person.timeZone),
        ...line('answersForFirm', isYes(person.answersForFirm)),
        ...line('isAsked', isYes(person.isAsked)),
        ...line('since', date(person.since)),
        ...data.relationships.flatMap(({ code, partner, isOwner }) =>
          line(isOwner ? 'owner' : 'relationship', `${partner} (${code})`),
        ),
        ...data.contactOf.flatMap((study) => line('contactOf', study)),
        ...data.suggestedBy.flatMap(({ name, email, at }) => line('suggestedBy', `${name} ${email}, ${date(at)}`)),
        ...(mails.choice === 'all' ? [] : line('mailChoice', t(`respond.mails.${mails.choice}`))),
        ...(mails.bounce ? line('bounce', `${mails.bounce.code}, ${date(mails.bounce.at)}`) : []),
        ...(data.log.length > 0
          ? line('log', t('own-data.log', { count: data.log.length, date: date(data.log.at(-1)?.at ?? data.takenAt) }))
          : []),
      ],
    },
    ...data.rounds.map((round) => tellRound(round, { t, language, mailMonths: workspace.mailMonths })),
    ...tellPromises(data.rounds, t),
    ...(account
      ? [
          {
            title: t('own-data.part.account'),
            note: t(account.isMember ? 'own-data.note.member' : 'own-data.note.account'),
            groups: [],
            lines: [
              ...line('since', date(account.since)),
              ...account.sessions.flatMap(({ since, address, browser }) =>
                line('session', [moment(since), address, browser].filter(Boolean).join(' · ')),
              ),
            ],
          },
        ]
      : []),
  ]
}

interface RoundWords {
  t: TFunction
  language: string
  mailMonths: number
}

function tellRound(round: OwnRound, { t, language, mailMonths }: RoundWords): ToldPart {
  const { number, isTrial, answersUntil } = round
  const study = isolateName(round.study)
  const until = answersUntil
    ? t('own-data.note.until', { date: formatDate(language, answersUntil) })
    : t(isTrial ? 'own-data.note.trial' : 'own-data.note.open')
  return {
    title: isTrial ? t('own-data.part.trial', { study }) : t('own-data.part.round', { study, number }),
    note: `${until} ${t('own-data.note.mails', { count: mailMonths })}`,
    lines: [
      { label: t('own-data.field.invited'), value: formatDate(language, round.invitedAt) },
      ...round.mails.map(({ kind, state, at }) => ({
        label: t('own-data.field.mail'),
        value: `${t(`own-data.mail.${kind}`)} · ${t(`own-data.mail-state.${state}`)} · ${formatDateTime(language, at)}`,
      })),
    ],
    groups: round.questionnaires.map((one) => tellQuestionnaire(one, t, language)),
  }
}

function tellQuestionnaire(one: OwnQuestionnaire, t: TFunction, language: string): ToldGroup {
  const { partner, draft, suggestion, response, isHidden } = one
  const line = (key: string, value: string): ToldLine => ({ label: t(`own-data.field.${key}`), value })
  const answers = (lines: readonly AnswerLine[]) =>
    lines.map(({ question, answer }) => ({ label: question, value: answer }))
  return {
    title: partner,
    lines: [
      ...(isHidden ? [line('hidden', t('own-data.hidden'))] : []),
      ...(suggestion ? [line('passed-on', `${suggestion.name} ${suggestion.email}`.trim() || '–')] : []),
      ...(draft ? [line('draft', formatDateTime(language, draft.savedAt)), ...answers(draft.lines)] : []),
      ...(response ? [line('submitted', formatDateTime(language, response.at)), ...answers(response.lines)] : []),
      ...(response?.consent ? [line('consent', versionOf(response.consent))] : []),
    ],
  }
}

type Consent = NonNullable<OwnResponse['consent']>

/** So much of a hash as tells versions of one workspace apart; the whole one stands beside the words. */
const versionOf = ({ language, hash }: Consent) => `${ownNameOf(language)}, ${hash.slice(0, 12)}`

/** The promises that the answers refer to, in the words that were read, each version once. */
function tellPromises(rounds: readonly OwnRound[], t: TFunction): ToldPart[] {
  const consents = rounds.flatMap(({ questionnaires }) =>
    questionnaires.flatMap(({ response }) => response?.consent ?? []),
  )
  const versions = new Map(consents.map((consent) => [`${consent.language} ${consent.hash}`, consent]))
  if (versions.size === 0) return []
  return [
    {
      title: t('own-data.part.promises'),
      note: t('own-data.note.promises'),
      lines: [],
      groups: [...versions.values()].map((consent) => ({
        title: versionOf(consent),
        lines: [
          { label: t('own-data.field.words'), value: consent.text.split('\n').join(' ') },
          { label: 'SHA-256', value: consent.hash },
        ],
      })),
    },
  ]
}
