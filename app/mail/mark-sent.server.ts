import type { PrismaClient } from '#app/db/generated/client'

/** So many mails at most have left and are not marked yet: what a crash repeats, each once and with its Message-ID. */
const MOST_UNMARKED = 100
/** So many are worth a statement; others leave meanwhile. */
const WORTH_MARKING = 50
/** A mail server that is slow has its mails marked before so many have left. */
const PATIENCE_MILLISECONDS = 50

export interface Marker {
  /** Notes that a mail left. @returns when another one may leave: at once, unless too many are not marked yet */
  mark(id: string, recipientHash: Uint8Array | undefined): Promise<void>
  /** @returns when everything is marked */
  end(): Promise<void>
}

/** Marks mails as sent soon after they left, several with one statement, while others leave. */
export function makeMarker(prisma: PrismaClient, workspaceId: string): Marker {
  let waiting: { id: string; hash: string }[] = []
  let underWay = 0
  let written: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    written = written.then(async () => {
      const marks = waiting
      waiting = []
      if (marks.length === 0) return
      underWay = marks.length
      await markSent(prisma, workspaceId, marks)
      underWay = 0
    })
    // whoever waits hears of a failure; until then it must not end the process
    written.catch(() => {})
    return written
  }
  return {
    mark: async (id, recipientHash) => {
      waiting.push({ id, hash: recipientHash ? Buffer.from(recipientHash).toString('hex') : '' })
      if (waiting.length + underWay >= MOST_UNMARKED) await write()
      else if (waiting.length >= WORTH_MARKING && underWay === 0) write()
      else timer ??= setTimeout(write, PATIENCE_MILLISECONDS)
    },
    end: write,
  }
}

async function markSent(
  prisma: PrismaClient,
  workspaceId: string,
  marks: readonly { id: string; hash: string }[],
): Promise<void> {
  await prisma.$executeRaw`
    UPDATE outbox_message m SET state = 'sent', sent_at = now(), sealed = NULL, last_error = NULL,
      recipient_hash = CASE done.hash WHEN '' THEN NULL ELSE decode(done.hash, 'hex') END
    FROM unnest(${marks.map(({ id }) => id)}::uuid[], ${marks.map(({ hash }) => hash)}::text[]) AS done(id, hash)
    WHERE m.workspace_id = ${workspaceId}::uuid AND m.id = done.id`
}
