import type { TFunction } from 'i18next'
import { ownNameOf } from '#app/i18n/direction'
import { formatDate, formatDateTime } from '#app/i18n/format'
import type { AnswerLine } from '#app/responses/answer-lines'
import type { OwnData, OwnQuestionnaire, OwnRound } from './own-data'

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
    ...(account
      ? [
          {
            title: t('own-data.part.account'),
            note: t(account.isMember ? 'own-data.note.member' : 'own-data.note.account'),
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
  const { study, number, isTrial, answersUntil } = round
  const until = answersUntil
    ? t('own-data.note.until', { date: formatDate(language, answersUntil) })
    : t(isTrial ? 'own-data.note.trial' : 'own-data.note.open')
  const title = isTrial ? t('own-data.part.trial', { study }) : t('own-data.part.round', { study, number })
  return {
    title,
    note: `${until} ${t('own-data.note.mails', { count: mailMonths })}`,
    lines: [
      { label: t('own-data.field.invited'), value: formatDate(language, round.invitedAt) },
      ...round.mails.map(({ kind, state, at }) => ({
        label: t('own-data.field.mail'),
        value: `${t(`own-data.mail.${kind}`)} · ${t(`own-data.mail-state.${state}`)} · ${formatDateTime(language, at)}`,
      })),
      ...round.questionnaires.flatMap((one) => tellQuestionnaire(one, t, language)),
    ],
  }
}

function tellQuestionnaire(
  { partner, draft, suggestion, response }: OwnQuestionnaire,
  t: TFunction,
  language: string,
): ToldLine[] {
  const asked = { label: t('own-data.field.asked'), value: partner }
  const answers = (lines: readonly AnswerLine[]) =>
    lines.map(({ question, answer }) => ({ label: question, value: answer }))
  return [
    asked,
    ...(suggestion
      ? [{ label: t('own-data.field.passed-on'), value: `${suggestion.name} ${suggestion.email}`.trim() || '–' }]
      : []),
    ...(draft
      ? [{ label: t('own-data.field.draft'), value: formatDateTime(language, draft.savedAt) }, ...answers(draft.lines)]
      : []),
    ...(response
      ? [
          { label: t('own-data.field.submitted'), value: formatDateTime(language, response.at) },
          ...answers(response.lines),
          ...(response.consent
            ? [
                {
                  label: t('own-data.field.consent'),
                  value: `${response.consent.text.split('\n').join(' ')} (${ownNameOf(response.consent.language)}, SHA-256 ${response.consent.hash})`,
                },
              ]
            : []),
        ]
      : []),
  ]
}
