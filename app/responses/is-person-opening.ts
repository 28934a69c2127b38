import { isbot } from 'isbot'

/**
 * Whether a browser opens a page for somebody, as far as it tells (Fetch Metadata): mail scanners and previews of chat
 * programs are no people. Browsers of before 2023 may not say so; who answers with one is counted when they begin.
 */
export function isPersonOpening(headers: Headers): boolean {
  if (isbot(headers.get('user-agent') ?? '')) return false
  if (headers.has('sec-purpose') || headers.has('purpose')) return false
  return headers.get('sec-fetch-mode') === 'navigate' && headers.get('sec-fetch-dest') === 'document'
}
