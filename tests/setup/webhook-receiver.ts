import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach } from 'vitest'

interface ReceivedWebhook {
  headers: IncomingHttpHeaders
  body: string
}

export interface WebhookReceiver {
  readonly url: string
  readonly port: number
  received: ReceivedWebhook[]
  /** status of the next answers */
  status: number
  /** answers in its own way instead */
  answer: RequestListener | undefined
}

/** A program that listens on this machine, as the receiver of a webhook does. */
export function useWebhookReceiver(): WebhookReceiver {
  const receiver = { url: '', port: 0, received: [] as ReceivedWebhook[], status: 204 } as {
    -readonly [Key in keyof WebhookReceiver]: WebhookReceiver[Key]
  }
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (text: string) => {
      body += text
    })
    request.on('end', () => {
      receiver.received.push({ headers: request.headers, body })
      if (receiver.answer) receiver.answer(request, response)
      else response.writeHead(receiver.status).end()
    })
  })
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    receiver.port = (server.address() as AddressInfo).port
    receiver.url = `http://127.0.0.1:${receiver.port}/thiqa`
  })
  beforeEach(() => {
    receiver.received = []
    receiver.status = 204
    receiver.answer = undefined
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return receiver
}
