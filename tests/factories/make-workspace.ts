import type { Db } from '#app/db/database.server'
import type { Prisma } from '#app/db/generated/client'
import { numberNext } from './number-next'

export function makeWorkspace(db: Db, values: Partial<Prisma.WorkspaceUncheckedCreateInput> = {}) {
  return db.workspace.create({ data: { name: `Workspace ${numberNext()}`, ...values } })
}
