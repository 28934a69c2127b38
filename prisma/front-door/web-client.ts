// A browser without a screen: keeps cookies, follows nothing by itself, sends forms as browsers do.

export interface WebReply {
  status: number
  text: string
  /** where a redirect leads */
  location: string | undefined
}

export class WebClient {
  readonly address: string
  private readonly cookies = new Map<string, string>()

  constructor(address: string) {
    this.address = address
  }

  get(path: string): Promise<WebReply> {
    return this.send(path, { method: 'GET' })
  }

  /** @throws when the reply is an error (4xx, 5xx) */
  async read(path: string): Promise<string> {
    const reply = await this.get(path)
    if (reply.status >= 300) throw new Error(`GET ${withoutSecrets(path)} gave ${reply.status}`)
    return reply.text
  }

  post(path: string, fields: Record<string, string>): Promise<WebReply> {
    return this.send(path, { method: 'POST', body: new URLSearchParams(fields) })
  }

  postFile(
    path: string,
    field: string,
    name: string,
    content: string,
    more: Record<string, string> = {},
  ): Promise<WebReply> {
    const body = new FormData()
    body.set(field, new File([content], name, { type: 'text/csv' }))
    for (const [key, value] of Object.entries(more)) body.set(key, value)
    return this.send(path, { method: 'POST', body })
  }

  /** Posts and expects what a successful form gives: a redirect. */
  async submit(path: string, fields: Record<string, string>): Promise<WebReply> {
    const reply = await this.post(path, fields)
    if (reply.status < 300 || reply.status >= 400)
      throw new Error(`POST ${withoutSecrets(path)} gave ${reply.status}: ${noticesIn(reply.text)}`)
    return reply
  }

  private async send(path: string, init: RequestInit): Promise<WebReply> {
    const response = await this.fetch(path, init)
      .catch((error: Error) => {
        // a kept connection may be closed at the very moment in which it is used again: asking once more does no harm
        if (init.method === 'GET' && isReset(error)) return this.fetch(path, init)
        throw error
      })
      .catch((error: Error) => {
        // “fetch failed” says nothing: the reason (refused, reset, timed out) is its cause
        const { code, message } = (error.cause ?? error) as { code?: string; message: string }
        throw new Error(`${init.method} ${withoutSecrets(path)} failed: ${code ?? message}`, { cause: error })
      })
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const at = pair.indexOf('=')
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const location = response.headers.get('location') ?? undefined
    return { status: response.status, text: await response.text(), location }
  }

  private fetch(path: string, init: RequestInit): Promise<Response> {
    return fetch(new URL(path, this.address), {
      ...init,
      redirect: 'manual',
      headers: {
        Origin: this.address,
        Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    })
  }
}

function isReset({ cause }: Error): boolean {
  return ['ECONNRESET', 'UND_ERR_SOCKET'].includes((cause as { code?: string } | undefined)?.code ?? '')
}

/** What the page says in its notices and errors, for messages of failed runs. */
function noticesIn(html: string): string {
  const notices = html.match(/<(?:p|li|div)[^>]*(?:notice|error)[^>]*>.*?<\/(?:p|li|div)>/gs) ?? []
  return notices
    .map((notice) => notice.replace(/<[^>]*>/g, ' ').trim())
    .join(' | ')
    .slice(0, 500)
}

function withoutSecrets(path: string): string {
  return path.replace(/(\/answer\/[^/]+\/)[^/]+/, '$1…').replace(/(key|token)=[^&]+/g, '$1=…')
}
