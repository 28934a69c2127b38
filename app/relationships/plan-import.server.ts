import type { Db } from '#app/db/database.server'
import type { ImportKind } from '#app/http/paths'
import { planOrganizations } from './import-organizations.server'
import { planParticipants } from './import-participants.server'
import { planRelationships } from './import-relationships.server'
import { type ImportProblem, parseImport } from './parse-import'

export type LineState = 'new' | 'changed' | 'unchanged'

export interface PlannedLine {
  line: number
  state: LineState
  /** what identifies the line: code or e-mail */
  key: string
}

/** What an import would do. It is carried out whole, and only without problems. */
export interface ImportPlan {
  lines: PlannedLine[]
  problems: ImportProblem[]
  /** writes what is new or changed, in the transaction that it is given */
  apply(tx: Db): Promise<void>
}

/** Reads a file and compares it with what is stored. Changes nothing. */
export async function planImport(
  db: Db,
  workspaceId: string,
  kind: ImportKind,
  text: string | undefined,
): Promise<ImportPlan> {
  switch (kind) {
    case 'organizations':
      return planOrganizations(db, workspaceId, parseImport(kind, text))
    case 'participants':
      return planParticipants(db, workspaceId, parseImport(kind, text))
    case 'relationships':
      return planRelationships(db, workspaceId, parseImport(kind, text))
  }
}
