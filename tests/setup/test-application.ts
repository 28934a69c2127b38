import http from 'node:http'
import { createRequire } from 'node:module'
import net from 'node:net'
import path from 'node:path'
import type { ServerBuild } from '@remix-run/node'
import { afterAll, beforeAll } from 'vitest'
import { makeApplication } from '#app/http/application.server'

/** What is sent, header for header; nothing is added but what HTTP needs. */
export interface Sent {
  method?: string
  path: string
  headers?: Record<string, string>
  /** POST, as browsers send a form without files, from a page of ours unless `headers` say otherwise */
  form?: Record<string, string | string[]>
  body?: string | Buffer
}

export interface Reply {
  status: number
  headers: http.IncomingHttpHeaders
  text: string
}

export interface TestApplication {
  /** by which programs of this machine reach it */
  address(): string
  send(sent: Sent): Promise<Reply>
  /** bytes as they are, on a connection of their own; what came back until it was closed */
  sendBytes(bytes: string): Promise<Reply>
}

/**
 * The built pages behind everything that stands between them and the network, on a port of this machine and in this process:
 * what `useRuntime` has put in place is what they work with. Needs `npm run build`.
 * @param publicUrl by which browsers reach it; https: it then behaves as behind a proxy that speaks TLS
 */
export function useApplication(publicUrl: string): TestApplication {
  const { host, protocol } = new URL(publicUrl)
  let server: http.Server | undefined
  const port = () => {
    const address = server?.address()
    if (!address || typeof address === 'string') throw new Error('the application is there inside tests and hooks only')
    return address.port
  }

  beforeAll(async () => {
    // the file as Node reads it: the test runner would take two megabytes apart
    const build = createRequire(import.meta.url)(path.resolve('build/server/index.js')) as ServerBuild
    const app = await makeApplication({
      env: { mode: 'production', isSecure: protocol === 'https:', trustProxy: 0, failuresPerMinute: 1_000_000 },
      loadBuild: async () => build,
      state: () => 'ready',
    })
    const made = http.createServer(app)
    server = made
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve))
  })
  afterAll(async () => {
    server?.closeAllConnections()
    await new Promise((resolve) => server?.close(resolve))
  })

  return {
    address: () => `http://127.0.0.1:${port()}`,
    send({ method, path: target, headers = {}, form, body }) {
      const fields = new URLSearchParams()
      for (const [name, value] of Object.entries(form ?? {})) for (const one of [value].flat()) fields.append(name, one)
      const content = body ?? (form && fields.toString())
      return new Promise((resolve, reject) => {
        const request = http.request({
          ...{ host: '127.0.0.1', port: port(), path: target, agent: false },
          method: method ?? (content === undefined ? 'GET' : 'POST'),
          setHost: false,
          headers: {
            Host: host,
            ...(content !== undefined && {
              Origin: `${protocol}//${host}`,
              'Content-Length': Buffer.byteLength(content),
            }),
            ...(form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
            ...headers,
          },
        })
        request.once('error', reject)
        request.once('response', (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.once('error', reject)
          response.once('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(chunks).toString('utf8'),
            }),
          )
        })
        request.end(content)
      })
    },
    sendBytes(bytes) {
      return new Promise((resolve, reject) => {
        const socket = net.connect(port(), '127.0.0.1', () => socket.write(bytes))
        let text = ''
        const timer = setTimeout(() => socket.destroy(), 2000)
        socket.on('data', (chunk) => {
          text += chunk.toString('latin1')
        })
        socket.once('error', reject)
        socket.once('close', () => {
          clearTimeout(timer)
          resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), headers: {}, text })
        })
      })
    },
  }
}
