import type { Db } from '#app/db/database.server'
import type { Prisma } from '#app/db/generated/client'
import { findOpenPromises } from '#app/evidence/promises/promises.server'
import { createTranslator } from '#app/i18n/create-translator'
import { formatNumber } from '#app/i18n/format'
import type { Answers } from '#app/instruments/answers'
import type { FieldValues } from '#app/instruments/field-values'
import { asksAboutPromises, fillPromises } from '#app/instruments/fill-promises'
import { kindOf } from '#app/instruments/item-kinds'
import { loadTemplate } from '#app/instruments/load-template.server'
import { pipeText } from '#app/instruments/pipe-text'
import { templateText } from '#app/instruments/template'
import { type AnswerLine, answerLines } from '#app/responses/answer-lines'
import { pageIn } from '#app/responses/respondent-page'
import { monthsLater, type OwnQuestionnaire, type OwnRound } from './own-data'

const ROUND = {
  messages: { orderBy: { createdAt: 'asc' }, select: { kind: true, state: true, createdAt: true, sentAt: true } },
  wave: { include: { study: { select: { name: true } } } },
  assignments: {
    orderBy: { position: 'asc' },
    include: {
      relationship: { select: { buyer: { select: { name: true } }, supplier: { select: { name: true } } } },
      ...{ draft: true, handover: true },
      response: { include: { promise: { select: { language: true, text: true, hash: true } } } },
    },
  },
} satisfies Prisma.InvitationInclude
interface Shown {
  language: string
  addressSince: Date | null
}
type StoredRound = Prisma.InvitationGetPayload<{ include: typeof ROUND }>

/**
 * The waves that a person was asked in, the newest first, with what they answered as long as it is stored.
 * @param person the language of the questions, and since when the address is as it is, where somebody else changed it
 */
export async function readOwnRounds(
  db: Db,
  { workspaceId, participantId }: { workspaceId: string; participantId: string },
  person: Shown,
): Promise<OwnRound[]> {
  const stored = await db.invitation.findMany({
    where: { workspaceId, participantId },
    orderBy: { createdAt: 'desc' },
    include: ROUND,
  })
  const rounds: OwnRound[] = []
  for (const { wave, ...invitation } of stored) {
    const questionnaires: OwnQuestionnaire[] = []
    for (const assignment of invitation.assignments)
      questionnaires.push(await readQuestionnaire(db, wave, assignment, person))
    rounds.push({
      ...{ study: wave.study.name, number: wave.number, isTrial: wave.isTrial, state: wave.state },
      ...{ invitedAt: invitation.createdAt, language: invitation.language },
      answersUntil: wave.publishedAt ? monthsLater(wave.publishedAt, wave.retentionMonths) : undefined,
      mails: invitation.messages.map(({ kind, state, createdAt, sentAt }) => ({
        kind,
        state,
        at: sentAt ?? createdAt,
      })),
      questionnaires,
    })
  }
  return rounds
}

async function readQuestionnaire(
  db: Db,
  wave: StoredRound['wave'],
  assignment: StoredRound['assignments'][number],
  { language, addressSince }: Shown,
): Promise<OwnQuestionnaire> {
  const { relationship, handover, side } = assignment
  const isSeen = (at: Date | undefined) => !addressSince || (at !== undefined && at >= addressSince)
  const draft = isSeen(assignment.draft?.savedAt) ? assignment.draft : null
  const response = isSeen(assignment.response?.submittedAt) ? assignment.response : null
  const partner = (side === 'buyer' ? relationship.supplier : relationship.buyer).name
  const tell = draft || response ? await makeTeller(db, wave, { ...assignment, partner }, language) : undefined
  const fields = (draft?.fields ?? {}) as FieldValues
  return {
    ...{ partner, side },
    isHidden: draft !== assignment.draft || response !== assignment.response,
    draft: draft && tell ? { savedAt: draft.savedAt, fields, lines: tell.typed(fields) } : undefined,
    suggestion: handover
      ? { name: handover.colleagueName, email: handover.colleagueEmail, at: handover.proposedAt }
      : undefined,
    response:
      response && tell
        ? {
            ...{ at: response.submittedAt, function: response.function, language: response.language },
            lines: tell.answered(response.answers as Answers),
            answers: response.answers as Answers,
            ...{ scores: response.scores, paradata: response.paradata, flags: response.flags },
            consent: response.promise
              ? { ...response.promise, hash: Buffer.from(response.promise.hash).toString('hex') }
              : undefined,
          }
        : undefined,
  }
}

/** Puts answers about one relationship into words. */
async function makeTeller(
  db: Db,
  wave: StoredRound['wave'],
  { workspaceId, relationshipId, side, partner }: StoredRound['assignments'][number] & { partner: string },
  wanted: string,
) {
  const template = await loadTemplate(db, wave)
  const { language, texts } = pageIn(wanted)
  const { t } = createTranslator(language, texts)
  const ownSide = side === 'buyer' ? 'buyer' : 'supplier'
  const promises = asksAboutPromises(template.instrument)
    ? await findOpenPromises(db, { workspaceId, relationshipId, side: ownSide, at: wave.openedAt })
    : []
  const instrument = fillPromises(template.instrument, promises)
  const items = instrument.sections.flatMap((section) => section.items)
  const words = {
    ...{ text: templateText(template, language, ownSide), scale: instrument.scale, t, language },
    pipe: (text: string) => pipeText(text, { partner, wave: formatNumber(language, wave.number) }),
  }
  const answered = (answers: Answers): AnswerLine[] =>
    items.flatMap((item) => answerLines(item, answers, words)).filter(({ id }) => isSaid(answers, id))
  return {
    answered,
    /** what cannot be read as an answer is shown as it was typed */
    typed: (fields: FieldValues): AnswerLine[] =>
      items.flatMap((item) => {
        const { answers = {}, errors } = kindOf(item).read(item, fields, instrument)
        if (!errors) return answerLines(item, answers, words).filter(({ id }) => isSaid(answers, id))
        return kindOf(item)
          .fields(item)
          .filter((field) => fields[field])
          .map((field) => ({ id: field, question: field, answer: fields[field] ?? '', isOwnWords: true as const }))
      }),
  }
}

/** Whether something stands there: a question of several ticks is stored under each of them. */
function isSaid(answers: Answers, id: string): boolean {
  const answer =
    answers[id] ?? Object.entries(answers).find(([name]) => name.startsWith(`${id}_`) && name !== `${id}_consent`)?.[1]
  return answer !== undefined && !(typeof answer === 'object' && answer.missing === 'skipped')
}
