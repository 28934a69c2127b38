/**
 * An envelope sender of its own for each mail (VERP): `bounces@example.org` becomes `bounces+<message>.<workspace>@…`, both
 * ids as 25 digits of base 36, so that a bounce tells by its recipient alone which mail it is about.
 */
const DIGITS = 25
const TAG = /\+([0-9a-z]{25})\.([0-9a-z]{25})$/
const UUID_LENGTH = 32

export function makeBounceAddress(bounceAddress: string, workspaceId: string, outboxMessageId: string): string {
  const [local = '', domain = ''] = bounceAddress.split('@')
  return `${local}+${shorten(outboxMessageId)}.${shorten(workspaceId)}@${domain}`
}

/** @returns undefined for an address that was not made so, of this bounce address */
export function readBounceAddress(
  bounceAddress: string,
  address: string,
): { workspaceId: string; outboxMessageId: string } | undefined {
  const [local = '', domain = ''] = bounceAddress.toLowerCase().split('@')
  const at = address.toLowerCase().lastIndexOf('@')
  const tag = TAG.exec(address.toLowerCase().slice(0, at))
  if (!tag?.[1] || !tag[2] || address.toLowerCase() !== `${local}${tag[0]}@${domain}`) return undefined
  const [outboxMessageId, workspaceId] = [lengthen(tag[1]), lengthen(tag[2])]
  return outboxMessageId && workspaceId ? { workspaceId, outboxMessageId } : undefined
}

function shorten(uuid: string): string {
  return BigInt(`0x${uuid.replaceAll('-', '')}`)
    .toString(36)
    .padStart(DIGITS, '0')
}

function lengthen(digits: string): string | undefined {
  let value = 0n
  for (const digit of digits) value = value * 36n + BigInt(Number.parseInt(digit, 36))
  const hex = value.toString(16).padStart(UUID_LENGTH, '0')
  if (hex.length > UUID_LENGTH) return undefined
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
