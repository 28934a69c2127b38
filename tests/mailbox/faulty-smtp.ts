// A mail server that fails in every way that servers do, by random choice of whoever asks for it. It speaks just enough SMTP
// for nodemailer, by hand: no library lets one break off in the middle of an answer.
import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

/** What happens to a mail. Of the last three it has arrived before its sender learns nothing of it. */
export const SMTP_FAULTS = [
  ...(['sender-4xx', 'sender-5xx', 'recipient-4xx', 'text-4xx', 'hang-up', 'silence'] as const),
  ...(['taken-hang-up', 'taken-half-answer', 'taken-silence'] as const),
] as const
export type SmtpFault = (typeof SMTP_FAULTS)[number]

interface TakenMail {
  messageId: string
  to: string
  /** whether its sender was told so */
  isAnswered: boolean
}

export class FaultySmtp {
  readonly taken: TakenMail[] = []
  readonly faults = new Map<SmtpFault | 'down', number>()
  private readonly sockets = new Set<Socket>()
  private readonly talking = new Set<Socket>()
  private talkedAt = 0
  private server: Server | undefined

  /**
   * @param choose the fault of the next mail; undefined: it is taken
   * @param isDown whether nobody gets in now
   */
  constructor(
    private readonly choose: () => SmtpFault | undefined,
    private readonly isDown: () => boolean,
  ) {}

  async start(): Promise<string> {
    const server = createServer((socket) => this.talk(socket))
    this.server = server
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy()
    const { server } = this
    if (server) await new Promise((resolve) => server.close(resolve))
  }

  /** Whether a mail is on its way at this moment, or was less than so long ago. */
  isBusy(milliseconds: number): boolean {
    return this.talking.size > 0 || performance.now() - this.talkedAt < milliseconds
  }

  private count(fault: SmtpFault | 'down'): void {
    this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1)
  }

  private talk(socket: Socket): void {
    this.sockets.add(socket)
    socket.on('error', () => {}) // senders give up in the middle, as they should
    socket.once('close', () => {
      this.sockets.delete(socket)
      this.talking.delete(socket)
    })
    if (this.isDown()) {
      this.count('down')
      socket.destroy()
      return
    }
    let fault: SmtpFault | undefined
    let to = ''
    let text: string | undefined
    let waiting = ''
    const say = (line: string) => void socket.write(`${line}\r\n`)
    const take = (mail: string) => {
      const messageId = /^Message-ID:\s+(<[^>]+>)/im.exec(mail)?.[1] ?? ''
      const isTaken = fault === undefined || fault.startsWith('taken-')
      if (!fault?.endsWith('silence')) this.talking.delete(socket)
      if (isTaken) this.taken.push({ messageId, to, isAnswered: fault === undefined })
      if (fault === undefined) say('250 taken')
      else if (fault === 'text-4xx') say('451 not now')
      else if (fault === 'taken-half-answer') socket.end('25')
      else if (!fault.endsWith('silence')) socket.destroy()
    }
    const answer = (line: string) => {
      const word = line.slice(0, 4).toUpperCase()
      this.talkedAt = performance.now()
      if (word === 'MAIL') {
        this.talking.add(socket)
        fault = this.isDown() ? 'hang-up' : this.choose()
        if (fault) this.count(fault)
        if (fault === 'sender-4xx') say('421 busy')
        else if (fault === 'sender-5xx') say('550 not from here')
        else say('250 ok')
      } else if (word === 'RCPT') {
        to = /<([^>]*)>/.exec(line)?.[1] ?? ''
        say(fault === 'recipient-4xx' ? '450 greylisted' : '250 ok')
      } else if (word === 'DATA') {
        text = ''
        say('354 go on')
      } else if (word === 'QUIT') socket.end('221 bye\r\n')
      else say('250 ok')
    }
    say('220 faulty')
    socket.setEncoding('utf8')
    socket.on('data', (bytes: string) => {
      waiting += bytes
      for (;;) {
        const end = waiting.indexOf(text === undefined ? '\r\n' : '\r\n.\r\n')
        if (end < 0) return
        const part = waiting.slice(0, end)
        waiting = waiting.slice(end + (text === undefined ? 2 : 5))
        if (text === undefined) answer(part)
        else {
          text = undefined
          take(part)
        }
      }
    })
  }
}
