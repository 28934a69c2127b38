import { z } from 'zod'
import type { OutgoingMessage } from './message'

const address = z.email().max(254)

/**
 * Whether a message may be handed to a mail server: one recipient that is an address and nothing else, and no line
 * break in what becomes a header (a name with a line break could add recipients).
 */
export function isSendable(message: OutgoingMessage): boolean {
  const headers = [message.messageId, message.from, message.to, message.replyTo ?? '', message.subject]
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  if (headers.some((header) => /[\u0000-\u001f\u007f]/.test(header))) return false
  return address.safeParse(message.to).success && (!message.replyTo || address.safeParse(message.replyTo).success)
}
