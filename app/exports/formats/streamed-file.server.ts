import { PassThrough, pipeline, Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import { fileHeaders } from './file-headers'

/** A file that is written while it is sent. */
export function streamedFile(fileName: string, mediaType: string, bytes: AsyncIterable<Uint8Array>): Response {
  // a fault of the source breaks the download off, so that half a file does not look whole; who hangs up ends the reading
  const body = pipeline(Readable.from(bytes, { objectMode: false }), new PassThrough(), () => {})
  return new Response(createReadableStreamFromReadable(body), { headers: fileHeaders(fileName, mediaType) })
}
