import { makeBounceAddress } from './bounce-address'
import type { OutgoingMessage } from './message'
import { makeMessageId } from './message-id'

export interface MailSettings {
  secret: string
  publicUrl: string
  mailFrom: string
  /** where bounces arrive; each mail gets an envelope sender of its own below it. Undefined: they go to `mailFrom` */
  bounceAddress?: string | undefined
}

interface Addressed {
  workspaceId: string
  id: string
}

/** Puts words into an envelope. */
export function addressMail(
  { publicUrl, mailFrom, bounceAddress }: MailSettings,
  { workspaceId, id }: Addressed,
  to: string,
  words: { subject: string; html: string; text: string },
  extra: Pick<OutgoingMessage, 'replyTo' | 'unsubscribeLink'> = {},
): OutgoingMessage {
  return {
    messageId: makeMessageId(workspaceId, id, new URL(publicUrl).hostname),
    from: mailFrom,
    ...(bounceAddress && { bounceTo: makeBounceAddress(bounceAddress, workspaceId, id) }),
    to,
    ...extra,
    ...words,
  }
}
