import { type FetchMessageObject, ImapFlow } from 'imapflow'
import type { BounceMailbox } from '#app/config/bounce-mailbox'
import { describeError, log } from '#app/config/log.server'
import { LARGEST_REPORT } from './read-bounce.server'
import { type BounceParts, takeBounce } from './take-bounce.server'

/** So many at most in one look; the next one goes on. */
const MOST_AT_ONCE = 500
const LIMIT_MILLISECONDS = 30_000

export interface BounceCount {
  /** reports of mails that left here */
  taken: number
  /** everything else that was new */
  others: number
  /** could not be taken, and stay unread: the next look tries again */
  failed: number
}

/**
 * Takes the reports that are unread in a mailbox, each once: it is marked as read after it was taken, and moved where a folder
 * for that is told. After a crash in between, or where two workers look at once, it is taken again, and that changes nothing.
 * @throws where the mailbox cannot be read; the error names neither user nor password
 */
export async function readBounceMailbox(parts: BounceParts, mailbox: BounceMailbox): Promise<BounceCount> {
  const { folder, moveTo, ...connection } = mailbox
  const client = new ImapFlow({
    ...connection,
    ...{ logger: false, disableAutoIdle: true },
    ...{
      connectionTimeout: LIMIT_MILLISECONDS,
      greetingTimeout: LIMIT_MILLISECONDS,
      socketTimeout: LIMIT_MILLISECONDS,
    },
  })
  // a connection that breaks is told by the command that waits; unheard, it would end the process
  client.on('error', () => {})
  const count: BounceCount = { taken: 0, others: 0, failed: 0 }
  try {
    await client.connect()
    await client.mailboxOpen(folder)
    const unread = (await client.search({ seen: false }, { uid: true })) || []
    for (const uid of unread.slice(0, MOST_AT_ONCE)) {
      // one byte more than what is read of a report: it shows that there is more
      const found = await client.fetchOne(`${uid}`, { source: { maxLength: LARGEST_REPORT + 1 } }, { uid: true })
      // another worker has moved it
      if (!found) continue
      const outcome = await take(parts, found)
      count[outcome]++
      if (outcome === 'failed') continue
      await client.messageFlagsAdd(`${uid}`, ['\\Seen'], { uid: true })
      if (moveTo !== undefined && outcome === 'taken') await client.messageMove(`${uid}`, moveTo, { uid: true })
    }
    await client.logout()
    return count
  } catch (error) {
    throw describeImapError(error)
  } finally {
    client.close()
  }
}

async function take(parts: BounceParts, { source, uid }: FetchMessageObject): Promise<keyof BounceCount> {
  try {
    return (await takeBounce(parts, source ?? Buffer.alloc(0))).ok ? 'taken' : 'others'
  } catch (error) {
    log.error('a mail that came back could not be taken', { uid, ...describeError(error) })
    return 'failed'
  }
}

/** Answers of servers quote what they were told, so only codes are kept. */
function describeImapError(error: unknown): Error {
  const { code, responseStatus, serverResponseCode, authenticationFailed } = error as ImapError
  const words = [code, responseStatus, serverResponseCode, authenticationFailed ? 'log-in refused' : undefined]
  return new Error(`the mailbox for bounces cannot be read: ${words.filter(Boolean).join(' ') || 'error'}`)
}

interface ImapError {
  code?: string
  responseStatus?: string
  serverResponseCode?: string
  authenticationFailed?: boolean
}
