import type { Db } from '#app/db/database.server'
import type { Prisma } from '#app/db/generated/client'
import { readAddress } from '#app/mail/suppressions.server'
import type { OwnData } from './own-data'
import { readOwnAccount } from './read-own-account.server'
import { readOwnRounds } from './read-own-rounds.server'

export interface PersonKey {
  workspaceId: string
  participantId: string
}

/**
 * Everything that is stored about a person in a workspace, for their own eyes. Changes nothing.
 * @returns undefined where there is no such person (any more)
 */
export async function readOwnData(
  db: Db,
  secret: string,
  { workspaceId, participantId }: PersonKey,
  now: Date,
): Promise<OwnData | undefined> {
  const person = await db.participant.findUnique({
    where: { workspaceId_id: { workspaceId, id: participantId } },
    include: {
      organization: { select: { name: true } },
      informantOf: { select: { relationship: { select: PAIR } } },
      buyerOwner: { select: PAIR },
      supplierOwner: { select: PAIR },
    },
  })
  if (!person) return undefined
  const { email } = person
  const workspace = await db.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { id: true, name: true, contactMonths: true, mailMonths: true },
  })
  const own = (pair: Pair, isOwner: boolean) => ({ code: pair.code, partner: partnerOf(pair, person), isOwner })
  const studies = await db.study.findMany({ where: { workspaceId, contactEmail: email }, select: { name: true } })
  const suggestions = await db.handover.findMany({
    where: { workspaceId, colleagueEmail: { equals: email, mode: 'insensitive' } },
    select: { colleagueName: true, colleagueEmail: true, proposedAt: true },
  })
  const log = await db.auditEntry.findMany({
    where: { workspaceId, objectKind: 'participant', objectId: participantId },
    orderBy: { number: 'asc' },
    select: { at: true, action: true },
  })
  return {
    takenAt: now,
    workspace,
    person: {
      ...{ id: person.id, name: person.name, email, organization: person.organization.name },
      ...{ function: person.function, language: person.language, timeZone: person.timeZone },
      ...{ answersForFirm: person.answersForFirm, isAsked: person.active, since: person.createdAt },
    },
    mails: await readAddress(db, { secret, workspaceId }, email),
    relationships: [
      ...person.informantOf.map(({ relationship }) => own(relationship, false)),
      ...[...person.buyerOwner, ...person.supplierOwner].map((pair) => own(pair, true)),
    ],
    contactOf: studies.map(({ name }) => name),
    suggestedBy: suggestions.map(({ colleagueName: name, colleagueEmail, proposedAt: at }) => ({
      ...{ name, email: colleagueEmail, at },
    })),
    rounds: await readOwnRounds(db, { workspaceId, participantId }, person),
    log,
    account: await readOwnAccount(db, email),
  }
}

const PAIR = {
  ...{ code: true, buyerId: true },
  buyer: { select: { name: true } },
  supplier: { select: { name: true } },
} satisfies Prisma.RelationshipSelect
type Pair = Prisma.RelationshipGetPayload<{ select: typeof PAIR }>

/** The firm on the other side. */
function partnerOf({ buyerId, buyer, supplier }: Pair, { organizationId }: { organizationId: string }): string {
  return buyerId === organizationId ? supplier.name : buyer.name
}
