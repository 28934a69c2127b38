import { fileHeaders } from './file-headers'

/** A JSON file to take away, indented so that people can read it. */
export function jsonFile(fileName: string, content: unknown): Response {
  return new Response(`${JSON.stringify(content, null, 2)}\n`, {
    headers: fileHeaders(fileName, 'application/json; charset=utf-8'),
  })
}
