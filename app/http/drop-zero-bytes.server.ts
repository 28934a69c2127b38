import { Transform } from 'node:stream'

/**
 * Takes zero bytes out of a page on its way. React 18's stream for Node leaves one wherever a character of several
 * bytes falls on the end of its 2,048-byte buffer: in Arabic pages, in the middle of words. A page never holds U+0000
 * itself, and no other character has a zero byte in UTF-8. Fixed in React 19.
 */
export function dropZeroBytes(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk)
    },
  })
}
