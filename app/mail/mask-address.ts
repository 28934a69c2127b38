/** Enough of an address to recognize it by who knows it: `s…@firm.example`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@')
  const [first = ''] = address
  return at > 0 ? `${first}…${address.slice(at)}` : '…'
}
