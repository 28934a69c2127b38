import type { Db } from '#app/db/database.server'
import type { Prisma } from '#app/db/generated/client'
import { numberNext } from './number-next'

type ParticipantValues = Partial<Prisma.ParticipantUncheckedCreateInput> & {
  workspaceId: string
  organizationId: string
}

export function makeParticipant(db: Db, values: ParticipantValues) {
  const number = numberNext()
  return db.participant.create({
    data: {
      email: `participant-${number}@firm.test`,
      name: `Participant ${number}`,
      language: 'en',
      function: 'purchasing',
      ...values,
    },
  })
}
