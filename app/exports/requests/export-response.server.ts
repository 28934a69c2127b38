import { createReadStream } from 'node:fs'
import { createReadableStreamFromReadable } from '@remix-run/node'
import { fileHeaders } from '#app/exports/formats/file-headers'
import { readRange } from '#app/http/file-range'
import { exportPath } from './export-place.server'
import type { ExportView } from './export-requests.server'

/**
 * A file that was written before, whole or the part that is asked for, so that who was cut off can go on.
 * @returns 410 for one whose time is over, 404 for one that is not written, 416 for a part that it does not have
 */
export function exportResponse(
  request: Request,
  { dataDirectory, workspaceId, now }: { dataDirectory: string; workspaceId: string; now: Date },
  { id, file, mediaType, state, bytes, sha256, expiresAt }: ExportView,
): Response {
  if (state === 'expired' || (state === 'ready' && expiresAt && expiresAt <= now))
    return new Response(null, { status: 410 })
  if (state !== 'ready' || bytes === null) return new Response(null, { status: 404 })
  const tag = `"${sha256}"`
  const headers = {
    ...fileHeaders(file, mediaType),
    // a part of a compressed file would be a part of something else
    'Cache-Control': 'no-store, no-transform',
    'Accept-Ranges': 'bytes',
    ETag: tag,
  }
  const condition = request.headers.get('If-Range')
  const range = condition === null || condition === tag ? readRange(request.headers.get('Range'), bytes) : undefined
  if (range === 'outside')
    return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${bytes}` } })
  const stream = createReadStream(exportPath(dataDirectory, { workspaceId, id }), range)
  const length = range ? range.end - range.start + 1 : bytes
  return new Response(createReadableStreamFromReadable(stream), {
    status: range ? 206 : 200,
    headers: {
      ...headers,
      'Content-Length': String(length),
      ...(range && { 'Content-Range': `bytes ${range.start}-${range.end}/${bytes}` }),
    },
  })
}
