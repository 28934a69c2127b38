// Starts the real server as a process of its own, as `npm start` does, on a free port of this machine.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'

export interface ServerProcess {
  /** http://127.0.0.1:port, or with the name that was told */
  address: string
  /** opens the set-up page; undefined when the database has a workspace already */
  setUpAddress: string | undefined
  process: ChildProcess
  /** SIGTERM, and waits until it has ended */
  stop(): Promise<void>
  /** SIGKILL: as if the machine's plug were pulled from this process */
  kill(): Promise<void>
}

export interface ServerOptions {
  dataDirectory: string
  databaseUrl?: string | undefined
  port?: number
  /** by which browsers reach it; 127.0.0.1 unless told otherwise */
  hostName?: string
  env?: Record<string, string>
}

const START_SECONDS = 600

/** @throws when the server ends before it is ready; the message carries what it printed */
export async function startServer(options: ServerOptions): Promise<ServerProcess> {
  const port = options.port ?? (await findFreePort())
  const address = `http://${options.hostName ?? '127.0.0.1'}:${port}`
  const child = spawn(process.execPath, ['--import', 'tsx', 'app/server.ts'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      PUBLIC_URL: address,
      DATA_DIRECTORY: options.dataDirectory,
      DATABASE_URL: options.databaseUrl ?? '',
      ...(options.databaseUrl && !process.env.SECRET && { SECRET: randomBytes(32).toString('hex') }),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const printed = await waitUntilReady(child)
  // what went wrong in it is said where somebody looks
  child.stderr?.pipe(process.stderr, { end: false })
  let isEnding = false
  child.once('exit', (code, signal) => {
    if (!isEnding) console.error(`the server ended by itself: code ${code}, signal ${signal}`)
  })
  const end = (signal: NodeJS.Signals) => async () => {
    isEnding = true
    child.kill(signal)
    await ended
  }
  return {
    address,
    setUpAddress: /Create your workspace: ([^\s"]+)/.exec(printed)?.[1],
    process: child,
    stop: end('SIGTERM'),
    kill: end('SIGKILL'),
  }
}

function waitUntilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const fail = (reason: string) => reject(new Error(`${reason}\n${printed}`))
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      fail(`the server was not ready after ${START_SECONDS} seconds`)
    }, START_SECONDS * 1000)
    let isReady = false
    let isTold = false
    const listen = (chunk: Buffer) => {
      // from then on it only logs: read, so that the pipe does not fill, and not kept
      if (!isTold) printed += chunk.toString()
      if (isReady || !printed.includes('Thiqa is ready')) return
      isReady = true
      // the address of the set-up page follows in the next line, when there is one
      setTimeout(() => {
        clearTimeout(timer)
        isTold = true
        resolve(printed)
      }, 50)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => {
      clearTimeout(timer)
      if (!isReady) fail(`the server ended with code ${code}`)
    })
  })
}

export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
