import { describeError, log } from '#app/config/log.server'
import type { PrismaClient } from '#app/db/generated/client'
import { retryPause } from '#app/jobs/retry-pause'
import type { MailSettings } from './address-mail'
import { composeMails } from './compose-mail.server'
import { hashAddress } from './hash-address.server'
import { isParticipantMail, NOT_WANTED } from './mail-kinds'
import { type Marker, makeMarker } from './mark-sent.server'
import type { ClaimedMessage, OutgoingMessage, SendOutcome } from './message'
import type { MailRates } from './rate-limit'
import { type AddressState, markBounced, readAddresses } from './suppressions.server'
import type { MailTransport } from './transport.server'

/** What a claim looks up for all its mails takes as long for one as for hundreds. */
const CLAIMED_AT_ONCE = 400
/** as many as the transport has connections */
const SENT_AT_ONCE = 5
/**
 * A claimed message is left alone for so long. After a crash between sending and marking it goes out once more, with the same
 * Message-ID.
 */
export const LEASE_SECONDS = 450
/**
 * A mail whose turn comes later than so, because a mail server is slow, is left to the next claim: another worker must not send
 * it meanwhile. The rest is more than the limit of one attempt (20 s).
 */
const USABLE_SECONDS = LEASE_SECONDS - 50

export interface DeliverParts extends MailSettings {
  prisma: PrismaClient
  transport: MailTransport
  /** without it, as fast as the mail server takes them */
  rates?: MailRates
  /** another clock than that of the machine; without it, what is due is due by the clock of the database */
  now?: () => Date
}

export interface DeliveryCount {
  sent: number
  failed: number
  /** not sent, because their reason had gone or the person wants none */
  dropped: number
}

type ComposedMail = { message: ClaimedMessage } & (
  | { mail: OutgoingMessage }
  | { failure: Failure }
  /** why it does not leave */
  | { dropped: string }
)
/** `usableUntil`: on the clock of `performance` */
type ReadyMail = ComposedMail & { usableUntil: number }
type Outcome = keyof DeliveryCount | 'put off'
type Failure = Extract<SendOutcome, { ok: false }>

/**
 * Sends what waits in a workspace's outbox: recorded before, marked after. Several workers share the work, because a
 * claim skips what another one holds. Where a rate is used up it ends; what is left is found by the next look.
 */
export async function deliverOutbox(parts: DeliverParts, workspaceId: string): Promise<DeliveryCount> {
  const count: DeliveryCount = { sent: 0, failed: 0, dropped: 0 }
  const marker = makeMarker(parts.prisma, workspaceId)
  const source = makeSource(parts, workspaceId)
  // each connection takes the next mail as soon as it has sent one
  const sendOn = async () => {
    try {
      for (let made = await source.take(); made; made = await source.take()) {
        const outcome = await send(parts, marker, made)
        if (outcome !== 'put off') count[outcome]++
      }
    } finally {
      // where one fails, the others come to their end as well
      source.stop()
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: SENT_AT_ONCE }, sendOn))
  await marker.end()
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return count
}

interface MailSource {
  /** @returns undefined where nothing is left */
  take(): Promise<ReadyMail | undefined>
  stop(): void
}

/** Mails one by one. While some leave, the next ones are made; under a limit it must be known first how many have left. */
function makeSource(parts: DeliverParts, workspaceId: string): MailSource {
  const isLimited = parts.rates?.all.isLimited === true
  let waiting: Iterator<ReadyMail> = [].values()
  let next: Promise<ReadyMail[]> | undefined
  let filling: Promise<void> | undefined
  let isOver = false
  const fill = async () => {
    // what was taken at this moment counts as passed with the next turn of the event loop
    if (isLimited) await new Promise(setImmediate)
    const mails = await (next ?? prepare(parts, workspaceId))
    waiting = mails.values()
    isOver ||= mails.length === 0
    next = isLimited || isOver ? undefined : prepare(parts, workspaceId)
    // it is waited for above; until then its failure must not end the process
    next?.catch(() => {})
  }
  return {
    take: async () => {
      while (!isOver) {
        const taken = waiting.next()
        if (!taken.done) return taken.value
        filling ??= fill().finally(() => {
          filling = undefined
        })
        await filling
      }
      return undefined
    },
    stop: () => {
      isOver = true
    },
  }
}

/** Claims some messages and words them. */
async function prepare(parts: DeliverParts, workspaceId: string): Promise<ReadyMail[]> {
  const allowed = parts.rates?.all.free(Date.now(), CLAIMED_AT_ONCE) ?? CLAIMED_AT_ONCE
  const usableUntil = performance.now() + USABLE_SECONDS * 1000
  const messages = allowed > 0 ? await claim(parts, workspaceId, allowed) : []
  if (messages.length === 0) return []
  const mails = await bar(parts, workspaceId, await compose(parts, workspaceId, messages))
  return mails.map((mail) => ({ ...mail, usableUntil }))
}

async function claim({ prisma, now }: DeliverParts, workspaceId: string, most: number): Promise<ClaimedMessage[]> {
  const at = now?.() ?? null
  const claimed = await prisma.$queryRaw<ClaimedMessage[]>`
    UPDATE outbox_message SET attempts = attempts + 1, next_attempt_at = coalesce(${at}::timestamptz, now()) + make_interval(secs => ${LEASE_SECONDS})
    WHERE workspace_id = ${workspaceId}::uuid AND id IN (
      SELECT id FROM outbox_message
      WHERE workspace_id = ${workspaceId}::uuid AND state = 'queued' AND next_attempt_at <= coalesce(${at}::timestamptz, now())
      ORDER BY next_attempt_at LIMIT ${most} FOR UPDATE SKIP LOCKED)
    RETURNING workspace_id AS "workspaceId", id, kind, invitation_id AS "invitationId", sealed, attempts, created_at AS "createdAt"`
  return claimed.sort((one, other) => (one.id < other.id ? -1 : 1))
}

async function compose(parts: DeliverParts, workspaceId: string, messages: ClaimedMessage[]): Promise<ComposedMail[]> {
  const results = await composeMails(parts, workspaceId, messages, parts.now?.() ?? new Date())
  return messages.map((message, index) => {
    const result = results[index]
    if (result?.status === 'fulfilled')
      return result.value ? { message, mail: result.value } : { message, dropped: 'no longer wanted' }
    log.error('a mail could not be made', { outboxMessageId: message.id, ...describeError(result?.reason) })
    return { message, failure: { ok: false, permanent: false, error: 'the mail could not be made' } }
  })
}

/** Keeps back what people do not want, and what their mail server would not take. */
async function bar(parts: DeliverParts, workspaceId: string, mails: ComposedMail[]): Promise<ComposedMail[]> {
  const { prisma, secret } = parts
  const asking = mails.flatMap((one) => ('mail' in one && isParticipantMail(one.message.kind) ? one.mail.to : []))
  if (asking.length === 0) return mails
  const states = await readAddresses(prisma, { secret, workspaceId }, asking)
  if (states.size === 0) return mails
  return mails.map((one) => {
    const state = 'mail' in one && isParticipantMail(one.message.kind) ? states.get(one.mail.to) : undefined
    return state ? (barredBy(one.message, state) ?? one) : one
  })
}

function barredBy(message: ClaimedMessage, { choice, bounce }: AddressState): ComposedMail | undefined {
  if (choice === 'unsubscribed' || (choice === 'no-reminders' && message.kind === 'reminder'))
    return { message, dropped: NOT_WANTED }
  return bounce && { message, failure: { ok: false, permanent: true, error: `address bounced: ${bounce.code}` } }
}

async function send(parts: DeliverParts, marker: Marker, made: ReadyMail): Promise<Outcome> {
  const { prisma, transport, rates } = parts
  const { message } = made
  if (performance.now() > made.usableUntil) {
    await leaveToNextClaim(prisma, message)
    return 'put off'
  }
  if ('dropped' in made) {
    await markDropped(prisma, message, made.dropped)
    return 'dropped'
  }
  if ('mail' in made && rates) {
    const now = Date.now()
    const domain = rates.ofDomain(made.mail.to.slice(made.mail.to.lastIndexOf('@') + 1).toLowerCase())
    const wait = domain.wait(now)
    if (wait > 0) {
      await putOff(prisma, message, new Date(now + wait))
      return 'put off'
    }
    domain.pass(now)
    rates.all.pass(now)
  }
  const outcome = 'mail' in made ? await transport.send(made.mail) : made.failure
  if (outcome.ok && 'mail' in made) {
    const { secret } = parts
    const { workspaceId, id, kind } = message
    await marker.mark(id, isParticipantMail(kind) ? hashAddress(secret, workspaceId, made.mail.to) : undefined)
  }
  if (!outcome.ok) await markFailure(parts, message, outcome, 'mail' in made ? made.mail : undefined)
  return outcome.ok ? 'sent' : 'failed'
}

async function markDropped(prisma: PrismaClient, { workspaceId, id }: ClaimedMessage, why: string): Promise<void> {
  await prisma.outboxMessage.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: { state: 'dropped', sealed: null, lastError: why },
  })
}

/** It was not tried; where another worker has claimed it meanwhile, it is theirs. */
async function leaveToNextClaim(prisma: PrismaClient, { workspaceId, id, attempts }: ClaimedMessage): Promise<void> {
  await prisma.outboxMessage.updateMany({
    where: { workspaceId, id, state: 'queued', attempts },
    data: { attempts: { decrement: 1 } },
  })
}

/** It waits for its turn, and was not tried. */
async function putOff(prisma: PrismaClient, { workspaceId, id }: ClaimedMessage, until: Date): Promise<void> {
  await prisma.outboxMessage.update({
    where: { workspaceId_id: { workspaceId, id } },
    data: { attempts: { decrement: 1 }, nextAttemptAt: until },
  })
}

async function markFailure(
  { prisma, secret, now }: DeliverParts,
  message: ClaimedMessage,
  outcome: Failure,
  mail: OutgoingMessage | undefined,
): Promise<void> {
  const { workspaceId, invitationId } = message
  const pause = outcome.permanent ? undefined : retryPause(message.attempts)
  const isFinal = pause === undefined
  await prisma.$transaction(async (tx) => {
    // somebody may have given it up meanwhile
    await tx.outboxMessage.updateMany({
      where: { workspaceId, id: message.id, state: 'queued' },
      data: {
        state: isFinal ? 'failed' : 'queued',
        nextAttemptAt: new Date((now?.().getTime() ?? Date.now()) + (pause ?? 0) * 1000),
        lastError: outcome.error.slice(0, 500),
        ...(isFinal && { sealed: null }),
      },
    })
    if (!mail || !invitationId || outcome.goneCode === undefined) return
    const addressHash = hashAddress(secret, workspaceId, mail.to)
    await markBounced(tx, { workspaceId, addressHash, code: outcome.goneCode, invitationId })
  })
  log.warning('a mail did not leave', {
    outboxMessageId: message.id,
    attempt: message.attempts,
    isFinal,
    error: outcome.error,
  })
}
