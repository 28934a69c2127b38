import type { Prisma, PrismaClient } from '#app/db/generated/client'
import type { FieldValues } from '#app/instruments/field-values'
import type { FoundAssignment } from './find-assignment.server'
import type { FormBase } from './form-base'
import { holdAssignment } from './hold-assignment.server'
import { addVisit, type Paradata } from './paradata'

interface SaveDraftInput {
  assignment: FoundAssignment
  /** exactly as typed */
  fields: FieldValues
  /** names of all fields that the page has: what it does not have stays as it is; without it everything is replaced */
  names?: readonly string[]
  /** of the page that was sent; without it nothing is compared */
  base?: FormBase | undefined
  /** first section of the page, where it was sent by a person; a page that saves itself is no visit */
  page?: string
  now: Date
}

export type SaveDraftResult =
  | { ok: true; fields: FieldValues; revision: number; paradata: Paradata }
  | { ok: false; reason: 'closed' | 'submitted' }
  /** another window or device saved something else since the page was made; nothing is stored */
  | { ok: false; reason: 'conflict'; fields: FieldValues; revision: number }

/** Who saved a page last, and the draft's revision by which they did. */
type Saves = Record<string, { revision: number; tab: string }>

interface StoredDraft {
  fields: FieldValues
  revision: number
  paradata: Paradata & { saves?: Saves }
  savedAt: Date
}

/** Keeps what was typed; where nothing is typed (any more) there is no draft. */
export function saveDraft(prisma: PrismaClient, input: SaveDraftInput): Promise<SaveDraftResult> {
  const { assignment, base, now } = input
  const { workspaceId, id, waveId, relationshipId } = assignment
  return prisma.$transaction(async (tx) => {
    if (!(await holdAssignment(tx, { assignment, now, holdsWave: false }))) return { ok: false, reason: 'closed' }
    const submitted = await tx.response.count({ where: { workspaceId, waveId, relationshipId, id } })
    if (submitted > 0) return { ok: false, reason: 'submitted' }
    const stored = (await tx.draft.findUnique({
      where: { workspaceId_id: { workspaceId, id } },
      select: { fields: true, revision: true, paradata: true, savedAt: true },
    })) as StoredDraft | null
    const { fields, isConflict } = merge(input, stored)
    if (isConflict && stored) return { ok: false, reason: 'conflict', fields, revision: stored.revision }
    if (Object.keys(fields).length === 0) {
      if (stored) await tx.draft.deleteMany({ where: { workspaceId, id } })
      return { ok: true, fields, revision: 0, paradata: {} }
    }
    const { saves = {}, ...before } = stored?.paradata ?? {}
    const paradata =
      input.page && base
        ? addVisit(before, { page: input.page, shownAt: base.shownAt, now, savedAt: stored?.savedAt })
        : before
    const revision = (stored?.revision ?? 0) + 1
    const content = {
      fields,
      revision,
      paradata: {
        ...paradata,
        saves: { ...saves, ...(base && { [pageKey(input)]: { revision, tab: base.tab } }) },
      } satisfies Prisma.InputJsonObject,
      savedAt: now,
    }
    await tx.draft.upsert({
      where: { workspaceId_id: { workspaceId, id } },
      create: { workspaceId, id, ...content },
      update: content,
    })
    return { ok: true, fields, revision: content.revision, paradata }
  })
}

/** A page is known by its first field. */
function pageKey({ names = [] }: SaveDraftInput): string {
  return names[0] ?? ''
}

/**
 * What is typed now, all in all. It conflicts where another window saved this very page after it was shown here, and says
 * something else; a window's own saves never conflict, whatever of their answers was lost on the way.
 */
function merge(input: SaveDraftInput, stored: StoredDraft | null) {
  const { fields, names, base } = input
  if (!stored) return { fields, isConflict: false }
  const own = (values: FieldValues) =>
    JSON.stringify((names ?? Object.keys({ ...stored.fields, ...fields })).map((name) => values[name] ?? ''))
  const last = stored.paradata.saves?.[pageKey(input)]
  const isOlder = base !== undefined && last !== undefined && base.revision < last.revision && last.tab !== base.tab
  const others = Object.entries(stored.fields).filter(([name]) => names && !names.includes(name))
  return {
    fields: { ...Object.fromEntries(others), ...fields },
    isConflict: isOlder && own(stored.fields) !== own(fields),
  }
}
