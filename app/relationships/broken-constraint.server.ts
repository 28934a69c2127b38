import { Prisma } from '#app/db/generated/client'

/**
 * Which promise of the database a failed write would have broken: somebody else's write came between our look and ours.
 * @returns undefined for errors of other kinds
 */
export function brokenConstraint(error: unknown): 'unique' | 'foreign-key' | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined
  if (error.code === 'P2002') return 'unique'
  return error.code === 'P2003' ? 'foreign-key' : undefined
}
