import { encode } from 'uqr'

/** A QR code as the outline of one SVG path, in units of its cells, with the quiet zone that readers need. */
export interface QrCode {
  size: number
  path: string
}

export function drawQrCode(text: string): QrCode {
  const { data, size } = encode(text, { border: 4 })
  const cells = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])))
  return { size, path: cells.join('') }
}
