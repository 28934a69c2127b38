import type { Db } from '#app/db/database.server'
import { acrossWorkspaces } from '#app/db/wall/view.server'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const PERSON = { id: true, email: true, language: true } as const

/** A person of a workspace, by their id or by the address that they have shown to be theirs. */
export async function findOwnPerson(
  db: Db,
  { workspaceId, ...by }: { workspaceId: string } & ({ participantId: string } | { email: string }),
): Promise<{ id: string; email: string; language: string } | null> {
  if (!UUID.test(workspaceId)) return null
  return 'email' in by
    ? db.participant.findUnique({ where: { workspaceId_email: { workspaceId, email: by.email } }, select: PERSON })
    : db.participant.findUnique({ where: { workspaceId_id: { workspaceId, id: by.participantId } }, select: PERSON })
}

/** The workspaces that know an address, by name. */
export async function listKnowing(db: Db, email: string): Promise<{ workspaceId: string; name: string }[]> {
  // over all workspaces: whoever asks what is stored about them does not know which of them store something
  return acrossWorkspaces(
    () => db.$queryRaw<{ workspaceId: string; name: string }[]>`
    SELECT own.id AS "workspaceId", own.name FROM workspace own
    JOIN participant p ON p.workspace_id = own.id AND p.email = ${email}
    ORDER BY own.name, own.id`,
  )
}
