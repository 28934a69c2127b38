import type { OutboxMessage } from '#app/db/generated/client'

/** What composing needs of a row of the outbox. */
export type ClaimedMessage = Pick<
  OutboxMessage,
  'workspaceId' | 'id' | 'kind' | 'invitationId' | 'sealed' | 'attempts' | 'createdAt'
>

/** A message ready to leave: one recipient, all words made. */
export interface OutgoingMessage {
  /** stable: a repeat after a crash carries the same one, and mail programs show one message */
  messageId: string
  /** address, optionally with a display name */
  from: string
  /** whom mail servers tell that it could not be delivered; else the address in `from` */
  bounceTo?: string
  to: string
  replyTo?: string
  /** one of many alike, to somebody who may say no: the page where that is done, which also takes it by one click */
  unsubscribeLink?: string
  subject: string
  html: string
  text: string
}

export type SendOutcome =
  | { ok: true }
  /**
   * `permanent`: sending again cannot help. `error` names no address and no link. `goneCode`: the server said that there is
   * no such address, with this reply or enhanced status.
   */
  | { ok: false; permanent: boolean; error: string; goneCode?: string }
