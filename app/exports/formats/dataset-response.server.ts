import { PassThrough, pipeline, Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import type { Dataset } from '#app/exports/dataset'
import { fileHeaders } from './file-headers'
import type { Format } from './formats'

/** A table as a file that is written while it is sent. */
export function datasetResponse(fileName: string, dataset: Dataset, format: Format, language: string): Response {
  const bytes = Readable.from(format.write(dataset, { language, madeAt: new Date() }), { objectMode: false })
  // a fault of the source breaks the download off, so that half a file does not look whole; who hangs up ends the reading
  const body = pipeline(bytes, new PassThrough(), () => {})
  return new Response(createReadableStreamFromReadable(body), { headers: fileHeaders(fileName, format.mediaType) })
}
