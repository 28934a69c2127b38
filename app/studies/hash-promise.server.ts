import { createHash } from 'node:crypto'

/** Tells versions of a promise apart: SHA-256 of its words (32 bytes). */
export function hashPromise(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(text).digest())
}
