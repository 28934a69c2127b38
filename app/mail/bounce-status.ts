/** An enhanced status code (RFC 3463), for example 5.1.1. */
const ENHANCED = /\b([245])\.(\d{1,3})\.(\d{1,3})\b/

/** The first enhanced status in a reply or a report; the words around it may quote addresses and are left behind. */
export function enhancedStatus(text: string): string | undefined {
  return ENHANCED.exec(text)?.[0]
}

/**
 * Whether a refusal says that this address cannot be written to, whoever writes what: not that its mailbox is full (2.2),
 * nor that text, sender or policy stand in the way (3.4, 1.7, 1.8, 5, 6, 7), which says nothing of the address.
 * @param code an enhanced status (RFC 3463), or the reply of a server that gives none (RFC 5321)
 */
export function isAddressGone(code: string): boolean {
  const [, kind, subject, detail] = ENHANCED.exec(code) ?? []
  if (kind === undefined) return /^5\d\d$/.test(code) && code !== '552'
  if (kind !== '5') return false
  if (subject === '0' || subject === '4') return true
  if (subject === '1') return detail !== '7' && detail !== '8'
  return subject === '2' && detail !== '2' && detail !== '3'
}
