import type { PrismaClient } from '#app/db/generated/client'
import { type FieldValues, pickFieldValues } from '#app/instruments/field-values'
import type { AnswerError } from '#app/instruments/item-kind'
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
export interface FirmState {
  fields: FieldValues
  revision: number
  errors: Record<string, AnswerError>
  open: string[]
  isConflict: boolean
}

export type TakenSideBySide =
  | { kind: 'refused' }
  /** by assignment, whatever could not be submitted yet; empty where nothing is left to say */
  | { kind: 'taken'; submitted: number; shown: Record<string, FirmState> }

/**
 * Takes a page with several firms: each is kept, checked and submitted by the same rules as on a page of its own. A firm
 * about which nothing was said stays open.
 */
export async function takeSideBySide(prisma: PrismaClient, input: TakeSideBySideInput): Promise<TakenSideBySide> {
  const { firms, intent, form, device, now } = input
  const shown: Record<string, FirmState> = {}
  let submitted = 0
  for (const { opened, progress } of firms) {
    const { assignment, instrument } = opened
    const own = formOfFirm(form, assignment.position)
    const typed = pickFieldValues(instrument, (name) => own.get(name))
    if (Object.keys(typed).length === 0 && Object.keys(progress.draft).length === 0) continue
    own.set('page', instrument.sections[0]?.id ?? '')
    // a page that saves itself is no visit
    if (form.get('autosave') === '1') own.set('autosave', '1')
    const isEmpty = Object.keys(typed).length === 0
    const taken = await takeAnswers(prisma, {
      opened,
      intent: isEmpty && intent.kind === 'submit' ? { kind: 'save' } : intent,
      form: own,
      device,
      now,
    })
    if (taken.kind === 'refused') return { kind: 'refused' }
    if (taken.kind === 'submitted') submitted += 1
    if (taken.kind === 'show') {
      const { fields, revision, errors, open, isConflict } = taken
      shown[assignment.id] = { fields, revision, errors, open, isConflict }
    }
  }
  return { kind: 'taken', submitted, shown }
}
