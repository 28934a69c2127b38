import { z } from 'zod'
import type { OutgoingMessage } from './message'

/** The longest address that SMTP can carry (RFC 5321 with its erratum 1690). */
const LONGEST_ADDRESS = 254
const LONGEST_SUBJECT = 1000
const MESSAGE_ID = /^<[\w.-]{1,128}@[\w.:[\]-]{1,255}>$/
const address = z.email()

/**
 * Whether a message may be handed to a mail server: one recipient that is an address and nothing else, and no line
 * break in what becomes a header (a name with a line break could add recipients). Lengths come first, so that no
 * pattern meets a text long enough to make it slow.
 */
export function isSendable(message: OutgoingMessage): boolean {
  const { messageId, from, to, replyTo, bounceTo, unsubscribeLink = '', subject } = message
  if ([from, subject].some((header) => header.length > LONGEST_SUBJECT || /\p{Cc}/u.test(header))) return false
  // one word between angle brackets: nothing that could end it or begin another header
  if (unsubscribeLink && !/^https?:\/\/[\x21-\x3b\x3d\x3f-\x7e]{1,900}$/.test(unsubscribeLink)) return false
  const addresses = [to, ...[replyTo, bounceTo].filter((address) => address !== undefined)]
  return MESSAGE_ID.test(messageId) && addresses.every(isAddress)
}

function isAddress(value: string): boolean {
  return value.length <= LONGEST_ADDRESS && address.safeParse(value).success
}
