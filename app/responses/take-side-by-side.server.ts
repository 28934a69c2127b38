import type { PrismaClient } from '#app/db/generated/client'
import { pickFieldValues } from '#app/instruments/field-values'
import type { AnswerFormState } from './answer-form'
import type { OpenedFirm } from './open-side-by-side.server'
import type { DeviceClass } from './paradata'
import type { AnswerIntent } from './respond-intent'
import { formOfFirm } from './side-by-side'
import { takeAnswers } from './take-answers.server'

interface TakeSideBySideInput {
  firms: readonly OpenedFirm[]
  intent: AnswerIntent
  form: FormData
  device: DeviceClass
  now: Date
}

/** What one firm's row shows again. */
export interface FirmState extends Pick<AnswerFormState, 'fields' | 'errors' | 'open' | 'isSubmission' | 'isConflict'> {
  /** of the draft that holds what was typed */
  revision: number
}

export type TakenSideBySide =
  | { kind: 'refused' }
  /** by assignment, whatever could not be submitted yet; empty where nothing is left to say */
  | {
      kind: 'taken'
      submitted: number
      kept: number
      /** something else had been submitted about one of the firms in the meantime, or it takes no answers any more */
      isLate: boolean
      shown: Record<string, FirmState>
    }

/**
 * Takes a page with several firms: each is kept, checked and submitted by the same rules as on a page of its own. A firm
 * about which nothing was said stays open.
 */
export async function takeSideBySide(prisma: PrismaClient, input: TakeSideBySideInput): Promise<TakenSideBySide> {
  const { firms, intent, form, device, now } = input
  const shown: Record<string, FirmState> = {}
  let [submitted, kept, late, refused] = [0, 0, 0, 0]
  const sent = firms
    .map(({ opened, draft }) => {
      const own = formOfFirm(form, opened.assignment.position)
      const fields = pickFieldValues(opened.instrument, (name) => own.get(name))
      return { opened, own, isEmpty: Object.keys(fields).length === 0, hasDraft: Object.keys(draft).length > 0 }
    })
    .filter(({ isEmpty, hasDraft }) => !isEmpty || hasDraft)
  // the time that the page was open belongs to all firms that were answered on it, a part to each
  const share = 1 / Math.max(1, sent.filter(({ isEmpty }) => !isEmpty).length)
  for (const { opened, own, isEmpty } of sent) {
    const { assignment, instrument } = opened
    own.set('page', instrument.sections[0]?.id ?? '')
    // a page that saves itself is no visit, and counts its sendings once for all firms
    for (const name of ['autosave', 'turn']) own.set(name, String(form.get(name) ?? ''))
    const taken = await takeAnswers(prisma, {
      opened,
      intent: isEmpty && intent.kind === 'submit' ? { kind: 'save' } : intent,
      form: own,
      device,
      share: isEmpty ? 0 : share,
      now,
    })
    // the wave may end between two firms, and of two firms one may have been begun before it ended
    if (taken.kind === 'refused') refused += 1
    else if (taken.kind === 'submitted') submitted += 1
    else if (taken.kind === 'late') late += 1
    else kept += 1
    if (taken.kind === 'show') {
      const { fields, revision, errors, open, isSubmission, isConflict } = taken
      shown[assignment.id] = { fields, revision, errors, open, isSubmission, isConflict }
    }
  }
  if (refused > 0 && refused === sent.length) return { kind: 'refused' }
  return { kind: 'taken', submitted, kept, isLate: late + refused > 0, shown }
}
