import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface Sink {
  smtpUrl: string
  /** mails that it has taken since it started */
  countTaken(): Promise<number>
  stop(): Promise<void>
}

/** A mail server of its own process that takes everything over STARTTLS and keeps nothing. */
export async function startSink(): Promise<Sink> {
  const sink = spawn(process.execPath, ['--import', 'tsx', 'tests/mailbox/smtp-sink.ts'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: sink.stdout })
  const nextLine = async () => String(((await once(lines, 'line')) as [string])[0])
  return {
    smtpUrl: `smtp://sender:secret@127.0.0.1:${await nextLine()}?requireTLS=true&tls.rejectUnauthorized=false`,
    async countTaken() {
      const line = nextLine()
      sink.stdin.write('\n')
      return Number(await line)
    },
    async stop() {
      sink.stdin.end()
      await once(sink, 'exit')
    },
  }
}
