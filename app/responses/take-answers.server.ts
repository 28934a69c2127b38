import { isDeepStrictEqual } from 'node:util'
import type { PrismaClient } from '#app/db/generated/client'
import type { Answers } from '#app/instruments/answers'
import { type FieldValues, fieldNames, pickFieldValues } from '#app/instruments/field-values'
import type { Instrument } from '#app/instruments/instrument-schema'
import { kindOf } from '#app/instruments/item-kinds'
import { pageOfSection, pagesOf } from '#app/instruments/pages'
import { type ParsedAnswers, parseAnswers } from '#app/instruments/parse-answers'
import { toFields } from '#app/instruments/to-fields'
import { visibleInstrument } from '#app/instruments/visible-instrument'
import { visibleSections } from '#app/instruments/visible-sections'
import type { AnswerFormState } from './answer-form'
import { type FormBase, parseBase } from './form-base'
import type { OpenedQuestionnaire } from './open-questionnaire.server'
import type { DeviceClass, Paradata } from './paradata'
import { qualityFlags } from './quality-flags'
import type { AnswerIntent } from './respond-intent'
import { noteArrival, type SaveDraftResult, saveDraft } from './save-draft.server'
import { submitResponse } from './submit-response.server'

interface TakeAnswersInput {
  opened: OpenedQuestionnaire
  intent: AnswerIntent
  form: FormData
  device: DeviceClass
  /** of the time that the page was open, where several firms share one */
  share?: number
  now: Date
}

/** What a page shows again, with the reason. */
interface ShownAgain extends AnswerFormState {
  /** first section of the page */
  page: string
  /** of the draft that holds what was typed */
  revision: number
}

export type TakenAnswers =
  | { kind: 'submitted' | 'saved' }
  /** on to another page, by its first section */
  | { kind: 'go'; page: string }
  /** other answers were submitted before: these change nothing */
  | { kind: 'late' }
  | { kind: 'refused'; reason: 'closed' }
  | ({ kind: 'show' } & ShownAgain)

/**
 * What happens to a form that was sent, whichever of its buttons was pressed: it is kept, checked, and submitted where
 * that was asked for and nothing stands in the way. Nothing that was typed is lost on any path.
 */
export async function takeAnswers(prisma: PrismaClient, input: TakeAnswersInput): Promise<TakenAnswers> {
  const { opened, intent, form, share = 1, now } = input
  const { assignment, instrument, respondent } = opened
  const sent = readForm(instrument, form)
  const isAskedAgain = form.get('confirm_open') === '1'
  const visible = (fields: FieldValues) => visibleInstrument(instrument, respondent, fields)

  // the whole questionnaire in one go: nothing of it needs to be kept first
  if (intent.kind === 'submit' && sent.page === undefined) {
    const asked = visible(sent.fields)
    const parsed = parseAnswers(asked, sent.fields)
    if (parsed.ok && (parsed.open.length === 0 || isAskedAgain)) return submit(prisma, input, asked, parsed.answers, {})
  }
  const { page: visited, ...typed } = sent
  const isAutosave = form.get('autosave') === '1'
  // a page that saves itself every few seconds was not visited again
  const visit = visited !== undefined && !isAutosave ? { page: visited, share } : undefined
  const saved = await saveDraft(prisma, { assignment, ...typed, visit, isAutosave, now })
  if (!saved.ok) return explain(prisma, saved, input, sent)
  const asked = visible(saved.fields)
  const pages = pagesOf(asked.sections)
  const here = (sent.page === undefined ? undefined : pageOfSection(pages, sent.page)) ?? 0
  const show = (parsed: ParsedAnswers): TakenAnswers => {
    const errors = parsed.ok ? {} : parsed.errors
    const open = parsed.ok ? parsed.open : []
    return {
      kind: 'show',
      page: firstSection(pages, here),
      fields: saved.fields,
      revision: saved.revision,
      errors,
      open,
      isAskedAgain: isAskedAgain || (parsed.ok && parsed.open.length > 0),
      isSubmission: intent.kind === 'submit',
      elsewhere: placesElsewhere(pages, here, [...Object.keys(errors), ...open]),
      isConflict: false,
    }
  }
  switch (intent.kind) {
    case 'previous':
      return { kind: 'go', page: firstSection(pages, here - 1) }
    case 'next': {
      const parsed = parseAnswers({ ...asked, sections: pages[here] ?? [] }, saved.fields)
      // what is open is asked about at the end, once for all pages; what is wrong is easier to mend here
      return parsed.ok ? { kind: 'go', page: firstSection(pages, here + 1) } : show(parsed)
    }
    case 'submit': {
      const parsed = parseAnswers(asked, saved.fields)
      if (!parsed.ok || (parsed.open.length > 0 && !isAskedAgain)) return show(parsed)
      return submit(prisma, input, asked, parsed.answers, saved.paradata)
    }
    case 'language':
      return { kind: 'go', page: here > 0 ? firstSection(pages, here) : '' }
    case 'save':
      return { kind: 'saved' }
  }
}

interface SentForm {
  fields: FieldValues
  names: string[]
  base: FormBase | undefined
  page?: string
}

/** The fields of the page that was sent; of the whole questionnaire where the form names no page of it. */
function readForm(instrument: Instrument, form: FormData): SentForm {
  const pages = pagesOf(instrument.sections)
  const named = form.get('page')
  const index = typeof named === 'string' ? pageOfSection(pages, named) : undefined
  const page = index === undefined ? instrument : { ...instrument, sections: pages[index] ?? [] }
  return {
    fields: pickFieldValues(page, (name) => form.get(name)),
    names: fieldNames(page),
    base: parseBase(form),
    ...(index !== undefined && { page: firstSection(pages, index) }),
  }
}

async function submit(
  prisma: PrismaClient,
  { opened, device, now }: TakeAnswersInput,
  instrument: Instrument,
  answers: (ParsedAnswers & { ok: true })['answers'],
  paradata: Paradata,
): Promise<TakenAnswers> {
  const { assignment, invitation } = opened
  const sections = visibleSections(instrument, invitation.participantId)
  const submitted = await submitResponse(prisma, {
    assignment,
    function: invitation.function,
    language: invitation.language,
    instrument,
    answers,
    paradata: { ...paradata, device },
    flags: qualityFlags({ instrument, sections, answers, paradata }),
    now,
  })
  if (submitted.ok) return { kind: 'submitted' }
  return submitted.reason === 'different' ? { kind: 'late' } : { kind: 'refused', reason: submitted.reason }
}

/** Why nothing was saved. A submission that says what was submitted before is a repeat, and as good as the first one. */
async function explain(
  prisma: PrismaClient,
  saved: Exclude<SaveDraftResult, { ok: true }>,
  { opened, intent, now }: TakeAnswersInput,
  sent: SentForm,
): Promise<TakenAnswers> {
  switch (saved.reason) {
    case 'closed':
      return { kind: 'refused', reason: 'closed' }
    case 'conflict': {
      const { fields, revision } = saved
      const nothing = { errors: {}, open: [], isAskedAgain: false, isSubmission: false, elsewhere: {} }
      return { kind: 'show', page: sent.page ?? '', fields, revision, ...nothing, isConflict: true }
    }
    case 'submitted': {
      if (intent.kind === 'language') return { kind: 'go', page: '' }
      if (intent.kind !== 'submit' || !isRepeat(opened, sent, saved.answers)) return { kind: 'late' }
      await noteArrival(prisma, { assignment: opened.assignment, ...sent, now })
      return { kind: 'submitted' }
    }
  }
}

/** Whether a page says what was submitted, so that submitting it again would change nothing. */
function isRepeat({ instrument, respondent }: OpenedQuestionnaire, sent: SentForm, submitted: Answers): boolean {
  const others = Object.entries(toFields(instrument, submitted)).filter(([name]) => !sent.names.includes(name))
  const fields = { ...Object.fromEntries(others), ...sent.fields }
  const parsed = parseAnswers(visibleInstrument(instrument, respondent, fields), fields)
  return parsed.ok && isDeepStrictEqual(parsed.answers, submitted)
}

function firstSection(pages: ReturnType<typeof pagesOf>, index: number): string {
  return pages[Math.min(Math.max(index, 0), pages.length - 1)]?.[0]?.id ?? ''
}

/** For items that are not on this page, the first section of theirs. */
function placesElsewhere(pages: ReturnType<typeof pagesOf>, here: number, ids: string[]): Record<string, string> {
  const wanted = new Set(ids)
  const places: Record<string, string> = {}
  for (const [index, sections] of pages.entries()) {
    if (index === here) continue
    for (const item of sections.flatMap((section) => section.items))
      for (const id of [item.id, ...kindOf(item).fields(item)]) if (wanted.has(id)) places[id] = sections[0]?.id ?? ''
  }
  return places
}
