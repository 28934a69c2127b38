import type { Db } from '#app/db/database.server'
import type { Prisma } from '#app/db/generated/client'
import { numberNext } from './number-next'

type OrganizationValues = Partial<Prisma.OrganizationUncheckedCreateInput> & { workspaceId: string }

export function makeOrganization(db: Db, values: OrganizationValues) {
  const number = numberNext()
  return db.organization.create({ data: { code: `O${number}`, name: `Organization ${number}`, ...values } })
}
