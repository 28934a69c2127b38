import { TEST_ADDRESS } from './test-settings'

export interface RequestOptions {
  /** POST where there is a form, else GET */
  method?: string
  /** sent as browsers send a form without files; a list gives a field several times */
  form?: Record<string, string | string[]>
  /** a form with files, or a body that is no form */
  body?: BodyInit
  headers?: Record<string, string>
}

/** A request as a loader or action gets it; `url` may be a path. */
export function makeRequest(url: string, { method, form, body, headers }: RequestOptions = {}): Request {
  const fields = new URLSearchParams()
  for (const [name, value] of Object.entries(form ?? {})) for (const one of [value].flat()) fields.append(name, one)
  const sent = body ?? (form && fields)
  return new Request(new URL(url, TEST_ADDRESS), {
    method: method ?? (sent === undefined ? 'GET' : 'POST'),
    headers: headers ?? {},
    ...(sent !== undefined && { body: sent }),
  })
}
