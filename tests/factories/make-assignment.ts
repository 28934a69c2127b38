import type { Db } from '#app/db/database.server'
import type { Prisma } from '#app/db/generated/client'

type AssignmentValues = Partial<Prisma.AssignmentUncheckedCreateInput> & {
  workspaceId: string
  invitationId: string
  waveId: string
  relationshipId: string
}

/** One relationship that an invitation asks about; on the buyer's side unless told otherwise. */
export function makeAssignment(db: Db, values: AssignmentValues) {
  return db.assignment.create({ data: { side: 'buyer', position: 0, ...values } })
}
