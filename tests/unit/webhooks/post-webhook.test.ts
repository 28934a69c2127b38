import type { LookupAddress } from 'node:dns'
import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { type PostParts, postWebhook } from '#app/webhooks/post-webhook.server'
import { signWebhook } from '#app/webhooks/sign-webhook.server'
import { useWebhookReceiver } from '#tests/setup/webhook-receiver'

const receiver = useWebhookReceiver()
const LOOPBACK = ['127.0.0.0/8']
const MESSAGE = { headers: { 'webhook-id': 'msg_1' }, body: '{"type":"test"}' }

const post = (url: string, parts: Partial<PostParts> = {}) =>
  postWebhook({ networks: LOOPBACK, ...parts }, url, MESSAGE)
/** A name server that answers each question with the next list, the last one for ever. */
function namesLeadTo(...answers: string[][]) {
  let asked = 0
  const lookUp = ((_name: string, _options: object, callback: (error: null, found: LookupAddress[]) => void) => {
    const addresses = answers[Math.min(asked, answers.length - 1)] ?? []
    asked += 1
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }) as unknown as NonNullable<PostParts['lookUp']>
  return { lookUp, asked: () => asked }
}

test('a message is posted as it was signed', async () => {
  expect(await post(receiver.url)).toMatchObject({ ok: true, status: 204 })
  const [got] = receiver.received
  expect(got?.body).toBe(MESSAGE.body)
  expect(got?.headers).toMatchObject({ 'webhook-id': 'msg_1', 'content-type': 'application/json' })
})

describe('what is not 2xx in time has not arrived', () => {
  test.each([199, 301, 302, 307, 308, 400, 404, 410, 500, 503].filter((status) => status >= 200))(
    'an answer of %i',
    async (status) => {
      receiver.answer = (_request, response) =>
        response.writeHead(status, { Location: 'http://127.0.0.1:1/elsewhere' }).end()
      expect(await post(receiver.url)).toMatchObject({ ok: false, status, error: 'status' })
      expect(receiver.received.length).toBe(1)
    },
  )

  test('a receiver that says nothing is given up', async () => {
    receiver.answer = () => {}
    expect(await post(receiver.url, { limitMilliseconds: 200 })).toMatchObject({ ok: false, error: 'timeout' })
  })

  test('a receiver that speaks something else, hangs up, or is not there', async () => {
    const talk = createServer((socket) => void socket.resume().end('220 mail.example.com ESMTP\r\n'))
    const hangUp = createServer((socket) => void socket.destroy())
    for (const server of [talk, hangUp]) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      const { port } = server.address() as { port: number }
      expect(await post(`http://127.0.0.1:${port}/`)).toMatchObject({ ok: false, error: 'broken' })
      // TLS against a server that speaks none
      expect((await post(`https://127.0.0.1:${port}/`)).ok).toBe(false)
      await new Promise((resolve) => server.close(resolve))
      expect(await post(`http://127.0.0.1:${port}/`)).toMatchObject({ ok: false, error: 'no-connection' })
    }
  })

  test('an answer without an end is not read for ever', async () => {
    receiver.answer = (_request, response) => {
      response.writeHead(200)
      const more = () => {
        if (!response.destroyed) response.write('x'.repeat(4096), more)
      }
      more()
    }
    const outcome = await post(receiver.url, { limitMilliseconds: 5000 })
    expect(outcome).toMatchObject({ ok: true, status: 200 })
    expect(outcome.milliseconds).toBeLessThan(4000)
  })

  test('an answer that drips counts by its status, and ends in time', async () => {
    receiver.answer = (_request, response) => {
      response.writeHead(200)
      response.write('x')
    }
    expect(await post(receiver.url, { limitMilliseconds: 300 })).toMatchObject({ ok: true, status: 200 })
  })
})

describe('a name leads to no address that is not allowed', () => {
  const target = () => `https://receiver.example:${receiver.port}/`

  test.each([
    [['127.0.0.1']],
    [['::1']],
    [['169.254.169.254']],
    [['10.0.0.5']],
    [['::ffff:127.0.0.1']],
    [['93.184.216.34', '127.0.0.1']],
    [['2606:4700::1111', 'fd00::1']],
    [[]],
  ])('%j', async (addresses) => {
    const { lookUp } = namesLeadTo(addresses)
    expect(await post(target(), { networks: [], lookUp })).toMatchObject({ ok: false, error: 'refused-address' })
    expect(receiver.received).toEqual([])
  })

  test('a name that changes between look-up and connection is looked up once', async () => {
    // public at first, this machine ever after: whoever looks a second time is led inside
    const { lookUp, asked } = namesLeadTo(['192.0.2.1'], ['127.0.0.1'])
    const outcome = await post(`https://receiver.example:${receiver.port}/`, {
      ...{ networks: ['192.0.2.0/24'], lookUp, limitMilliseconds: 300 },
    })
    expect(outcome.ok).toBe(false)
    expect(asked()).toBe(1)
    expect(receiver.received).toEqual([])
  })

  test('an unknown name', async () => {
    expect(await postWebhook({ networks: [] }, 'https://receiver.invalid/', MESSAGE)).toMatchObject({
      ok: false,
      error: 'unknown-name',
    })
  })

  test('this machine, unless it is named', async () => {
    expect(await post(receiver.url, { networks: [] })).toMatchObject({ ok: false, error: 'refused-address' })
    expect(receiver.received).toEqual([])
  })
})

test('a signature names each secret, the new one first', () => {
  const message = { id: 'msg_2', at: new Date(1_700_000_000_000), body: '{}' }
  const secrets = ['whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']
  const headers = signWebhook(secrets, message)
  expect(headers['webhook-timestamp']).toBe('1700000000')
  expect(headers['webhook-signature']?.split(' ')).toEqual(
    secrets.map((secret) => signWebhook([secret], message)['webhook-signature']),
  )
})
