import ipaddr from 'ipaddr.js'

/** Where the internet's IPv6 addresses lie; what lies outside is special, or not given out. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3')

/**
 * Whether a webhook may be sent to an address: public ones, and those of the networks that the operator named. Fails closed:
 * what cannot be read, or is not plainly public (private, loopback, link-local, metadata services, IPv4 dressed as IPv6 …),
 * is refused.
 * @param address IPv4 or IPv6, as text
 * @param networks like 10.1.0.0/16
 */
export function isAllowedAddress(address: string, networks: readonly string[]): boolean {
  if (!isPlain(address)) return false
  const parsed = ipaddr.parse(address)
  if (networks.some((network) => isIn(parsed, network))) return true
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6)
}

export function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'loopback'
}

/** Spelled as programs spell addresses, without a zone: other spellings are read differently by different readers. */
function isPlain(address: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(address) || (ipaddr.IPv6.isValid(address) && !address.includes('%'))
}

function isIn(address: ipaddr.IPv4 | ipaddr.IPv6, network: string): boolean {
  const range = ipaddr.parseCIDR(network)
  return address.kind() === range[0].kind() && address.match(range)
}
