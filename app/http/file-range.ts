/** A part of a file: first and last byte, both inside. */
export interface FileRange {
  start: number
  end: number
}

/**
 * The part that a request asks for (RFC 9110, 14): one range of bytes.
 * @param size of the file in bytes
 * @returns undefined for the whole file: also where several ranges are asked for, or something else than bytes; `outside` where
 * there is no such part
 */
export function readRange(header: string | null, size: number): FileRange | 'outside' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return undefined
  // the last so many bytes
  if (first === '')
    return Number(last) === 0 || size === 0 ? 'outside' : { start: Math.max(0, size - Number(last)), end: size - 1 }
  const start = Number(first)
  if (last !== '' && Number(last) < start) return undefined
  return start >= size ? 'outside' : { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
}
