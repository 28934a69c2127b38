export interface BounceMailbox {
  host: string
  port: number
  /** TLS from the start; else STARTTLS, and without it nothing is read */
  secure: boolean
  /** false only on this machine itself, where nobody listens in between */
  doSTARTTLS?: boolean
  auth: { user: string; pass: string }
  folder: string
  /** where reports go that were taken; undefined: they stay, marked as read */
  moveTo?: string
}

const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost']

/**
 * The mailbox that an address names: `imaps://user:password@host[:port][/folder][?move=folder]`.
 * @returns undefined for an address without host, user or password, or with something else in it
 */
export function readBounceMailboxUrl(address: string): BounceMailbox | undefined {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  const secure = url.protocol === 'imaps:'
  if (!secure && url.protocol !== 'imap:') return undefined
  if (url.hostname === '' || url.username === '' || url.password === '') return undefined
  if ([...url.searchParams.keys()].some((name) => name !== 'move') || url.hash !== '') return undefined
  try {
    const moveTo = url.searchParams.get('move')
    return {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port ? Number(url.port) : secure ? 993 : 143,
      secure,
      ...(!secure && { doSTARTTLS: !LOOPBACK.includes(url.hostname) }),
      auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
      folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
      ...(moveTo && { moveTo }),
    }
  } catch {
    // a percent sign that encodes nothing
    return undefined
  }
}
