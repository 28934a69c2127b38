import { Prisma } from '#app/db/generated/client'

interface Kept {
  workspaceId: string
  months: number
  now: Date
}

/**
 * SQL: the people `p` whose time is over. Nobody asks them (they left, or none of their relationships is in a study), they
 * answer for no relationship, no wave of theirs runs, and none of their answers is stored; the time counts from the end of
 * the last wave that asked them, or from when they were recorded.
 */
export function oldContacts({ workspaceId, months, now }: Kept): Prisma.Sql {
  return Prisma.sql`
    FROM participant p WHERE p.workspace_id = ${workspaceId}::uuid
      AND greatest(p.created_at, (SELECT max(w.closes_at) FROM invitation i
        JOIN wave w ON w.workspace_id = i.workspace_id AND w.id = i.wave_id
        WHERE i.workspace_id = p.workspace_id AND i.participant_id = p.id)) + make_interval(months => ${months}::int) < ${now}
      AND (NOT p.active OR NOT EXISTS (SELECT 1 FROM informant f
        JOIN study_relationship s ON s.workspace_id = f.workspace_id AND s.relationship_id = f.relationship_id
        WHERE f.workspace_id = p.workspace_id AND f.participant_id = p.id))
      AND NOT EXISTS (SELECT 1 FROM relationship l WHERE l.workspace_id = p.workspace_id AND l.buyer_owner_id = p.id)
      AND NOT EXISTS (SELECT 1 FROM relationship l WHERE l.workspace_id = p.workspace_id AND l.supplier_owner_id = p.id)
      AND NOT EXISTS (SELECT 1 FROM invitation i
        JOIN wave w ON w.workspace_id = i.workspace_id AND w.id = i.wave_id AND w.state <> 'published'
        WHERE i.workspace_id = p.workspace_id AND i.participant_id = p.id)
      AND NOT EXISTS (SELECT 1 FROM invitation i
        JOIN assignment a ON a.workspace_id = i.workspace_id AND a.invitation_id = i.id
        JOIN response r ON r.workspace_id = a.workspace_id AND r.id = a.id
        WHERE i.workspace_id = p.workspace_id AND i.participant_id = p.id)`
}

/** SQL: the mails `m` whose time is over: they have left or will not, and no wave needs them any more. */
export function oldMails({ workspaceId, months, now }: Kept): Prisma.Sql {
  return Prisma.sql`
    FROM outbox_message m WHERE m.workspace_id = ${workspaceId}::uuid AND m.state <> 'queued'
      AND m.created_at + make_interval(months => ${months}::int) < ${now}
      AND NOT EXISTS (SELECT 1 FROM invitation i
        JOIN wave w ON w.workspace_id = i.workspace_id AND w.id = i.wave_id AND w.state <> 'published'
        WHERE i.workspace_id = m.workspace_id AND i.id = m.invitation_id)`
}

/** SQL: the suggestions of colleagues `h` whose time is over, that of mails: they name people who may never have been asked. */
export function oldSuggestions({ workspaceId, months, now }: Kept): Prisma.Sql {
  return Prisma.sql`
    FROM handover h WHERE h.workspace_id = ${workspaceId}::uuid
      AND h.proposed_at + make_interval(months => ${months}::int) < ${now}
      AND EXISTS (SELECT 1 FROM assignment a
        JOIN wave w ON w.workspace_id = a.workspace_id AND w.id = a.wave_id AND w.state = 'published'
        WHERE a.workspace_id = h.workspace_id AND a.id = h.id)`
}
