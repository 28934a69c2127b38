import type { Prisma, PrismaClient } from '#app/db/generated/client'
import type { Answers } from '#app/instruments/answers'
import type { FieldValues } from '#app/instruments/field-values'
import type { FormBase } from './form-base'
import type { FoundAssignment } from './found-assignment'
import { holdAssignment, recordSaves } from './hold-assignment.server'
import { addVisit, type Paradata } from './paradata'
import { isOutdated, isOvertaken } from './saves'
import { takesAnswers } from './takes-answers.server'

interface SaveDraftInput {
  assignment: FoundAssignment
  /** exactly as typed */
  fields: FieldValues
  /** names of all fields that the page has: what it does not have stays as it is; without it everything is replaced */
  names?: readonly string[]
  /** of the page that was sent; without it nothing is compared */
  base?: FormBase | undefined
  /** first section of the page, where it was sent by a person, and their share of the time that it was open */
  visit?: { page: string; share: number } | undefined
  /** the page sent itself: what arrives behind a later sending of the same window is not looked at */
  isAutosave?: boolean
  now: Date
}

export type SaveDraftResult =
  | { ok: true; fields: FieldValues; revision: number; paradata: Paradata }
  | { ok: false; reason: 'closed' }
  | { ok: false; reason: 'submitted'; answers: Answers }
  /** another window or device saved something else since the page was made; nothing is stored */
  | { ok: false; reason: 'conflict'; fields: FieldValues; revision: number }

interface StoredDraft {
  fields: FieldValues
  paradata: Paradata
  savedAt: Date
}

/** Keeps what was typed; where nothing is typed (any more) there is no draft. */
export function saveDraft(prisma: PrismaClient, input: SaveDraftInput): Promise<SaveDraftResult> {
  const { assignment, base, visit, now } = input
  const { workspaceId, id, waveId, relationshipId } = assignment
  return prisma.$transaction(async (tx) => {
    const held = await holdAssignment(tx, { assignment, now, holdsWave: false })
    if (!held) return { ok: false, reason: 'closed' }
    // asked again now that the assignment is held: whatever ended the wave meanwhile has deleted its drafts, or waits for this
    const [place] = await tx.$queryRaw<{ isOpen: boolean; answers: Answers | null }[]>`
      SELECT ${takesAnswers(workspaceId, now)} AS "isOpen", r.answers FROM assignment a
      JOIN wave w ON w.workspace_id = a.workspace_id AND w.id = ${waveId}::uuid
      LEFT JOIN response r ON r.workspace_id = w.workspace_id AND r.wave_id = w.id
        AND r.relationship_id = ${relationshipId}::uuid AND r.id = ${id}::uuid
      WHERE a.workspace_id = ${workspaceId}::uuid AND a.id = ${id}::uuid`
    if (!place?.isOpen) return { ok: false, reason: 'closed' }
    if (place.answers) return { ok: false, reason: 'submitted', answers: place.answers }
    const stored = (await tx.draft.findUnique({
      where: { workspaceId_id: { workspaceId, id } },
      select: { fields: true, paradata: true, savedAt: true },
    })) as StoredDraft | null
    const before = stored?.paradata ?? {}
    if (input.isAutosave && isOvertaken(base, held.saves))
      return { ok: true, fields: stored?.fields ?? {}, revision: held.revision, paradata: before }
    const { fields, isChange } = merge(input, stored?.fields ?? {})
    if (isChange && isOutdated(base, held.saves, pageKey(input)))
      return { ok: false, reason: 'conflict', fields, revision: held.revision }
    const isEmpty = Object.keys(fields).length === 0
    if (isEmpty && !stored) return { ok: true, fields, revision: held.revision, paradata: {} }
    const revision = held.revision + 1
    const save = base && { [pageKey(input)]: { revision, tab: base.tab, turn: base.turn } }
    await recordSaves(tx, assignment, { revision, saves: { ...held.saves, ...save } })
    if (isEmpty) {
      await tx.draft.deleteMany({ where: { workspaceId, id } })
      return { ok: true, fields, revision, paradata: {} }
    }
    const paradata =
      visit && base ? addVisit(before, { ...visit, shownAt: base.shownAt, now, savedAt: stored?.savedAt }) : before
    const content = { fields, paradata: paradata as Prisma.InputJsonObject, savedAt: now }
    await tx.draft.upsert({
      where: { workspaceId_id: { workspaceId, id } },
      create: { workspaceId, id, ...content },
      update: content,
    })
    return { ok: true, fields, revision, paradata }
  })
}

/** A page is known by its first field. */
function pageKey({ names = [] }: SaveDraftInput): string {
  return names[0] ?? ''
}

/** What is typed now, all in all, and whether the page says something else than what is stored of it. */
function merge({ fields, names }: SaveDraftInput, stored: FieldValues) {
  const own = (values: FieldValues) =>
    JSON.stringify((names ?? Object.keys({ ...stored, ...fields })).map((name) => values[name] ?? ''))
  const others = Object.entries(stored).filter(([name]) => names && !names.includes(name))
  return { fields: { ...Object.fromEntries(others), ...fields }, isChange: own(stored) !== own(fields) }
}

/** Notes that what a window sent is stored already, as a submission: then it need not keep it. */
export async function noteArrival(
  prisma: PrismaClient,
  { assignment, names = [], base, now }: Pick<SaveDraftInput, 'assignment' | 'names' | 'base' | 'now'>,
): Promise<void> {
  if (!base) return
  await prisma.$transaction(async (tx) => {
    const held = await holdAssignment(tx, { assignment, now, holdsWave: false })
    if (!held) return
    const { revision } = held
    const save = { [names[0] ?? '']: { revision, tab: base.tab, turn: base.turn } }
    await recordSaves(tx, assignment, { revision, saves: { ...held.saves, ...save } })
  })
}
