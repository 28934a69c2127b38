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
export interface FirmState extends Pick<AnswerFormState, 'fields' | 'errors' | 'open' | 'isConflict'> {
  /** of the draft that holds what was typed */
  revision: number
}

export type TakenSideBySide =
  | { kind: 'refused' }
  /** by assignment, whatever could not be submitted yet; empty where nothing is left to say */
  | { kind: 'taken'; submitted: number; kept: number; shown: Record<string, FirmState> }

/**
 * Takes a page with several firms: each is kept, checked and submitted by the same rules as on a page of its own. A firm
 * about which nothing was said stays open.
 */
export async function takeSideBySide(prisma: PrismaClient, input: TakeSideBySideInput): Promise<TakenSideBySide> {
  const { firms, intent, form, device, now } = input
  const shown: Record<string, FirmState> = {}
  let [submitted, kept] = [0, 0]
  for (const { opened, draft } of firms) {
    const { assignment, instrument } = opened
    const own = formOfFirm(form, assignment.position)
    const isEmpty = Object.keys(pickFieldValues(instrument, (name) => own.get(name))).length === 0
    if (isEmpty && Object.keys(draft).length === 0) continue
    own.set('page', instrument.sections[0]?.id ?? '')
    // a page that saves itself is no visit
    if (form.get('autosave') === '1') own.set('autosave', '1')
    const taken = await takeAnswers(prisma, {
      opened,
      intent: isEmpty && intent.kind === 'submit' ? { kind: 'save' } : intent,
      form: own,
      device,
      now,
    })
    if (taken.kind === 'refused') return { kind: 'refused' }
    if (taken.kind === 'submitted') submitted += 1
    else kept += 1
    if (taken.kind === 'show') {
      const { fields, revision, errors, open, isConflict } = taken
      shown[assignment.id] = { fields, revision, errors, open, isConflict }
    }
  }
  return { kind: 'taken', submitted, kept, shown }
}
