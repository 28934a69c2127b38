/** A message ready to leave: one recipient, all words made. */
export interface OutgoingMessage {
  /** stable: a repeat after a crash carries the same one, and mail programs show one message */
  messageId: string
  /** address, optionally with a display name */
  from: string
  to: string
  replyTo?: string
  subject: string
  html: string
  text: string
}

export type SendOutcome =
  | { ok: true }
  /** `permanent`: sending again cannot help. `error` names no address and no link. */
  | { ok: false; permanent: boolean; error: string }
