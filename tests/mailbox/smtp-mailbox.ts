import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export interface SmtpMailboxOptions {
  /** recipients (in lower case) that are refused, each with the SMTP code to refuse with, for example 450 or 550 */
  refuse?: Record<string, number>
  /** the code every text is refused with once it has been transferred */
  refuseText?: number
  /** the code every sender is refused with */
  refuseSender?: number
  /** what refusals say behind their code; else the address */
  refusalText?: string
  /** the one who may send, over STARTTLS only; without it anybody may */
  logIn?: { user: string; pass: string }
  /** milliseconds until an accepted mail is answered */
  delay?: number
}

/** What travelled outside the mail: whom the server was really told to deliver to. */
export interface ReceivedEnvelope {
  from: string
  to: string[]
}

/** A real SMTP server on the loopback interface that keeps what it gets. Options may be changed while it runs. */
export class SmtpMailbox {
  readonly received: ParsedMail[] = []
  readonly envelopes: ReceivedEnvelope[] = []
  /** for each mail, who had logged in, and whether over TLS */
  readonly sessions: { user: string; isSecure: boolean }[] = []
  /** connections opened since the start */
  connections = 0
  options: SmtpMailboxOptions
  private server: SMTPServer | undefined

  constructor(options: SmtpMailboxOptions = {}) {
    this.options = options
  }

  /** @returns the address for `openTransport`: `smtp://127.0.0.1:<port>` */
  async start(): Promise<string> {
    const { logIn } = this.options
    const server = new SMTPServer({
      authOptional: !logIn,
      disabledCommands: logIn ? [] : ['STARTTLS', 'AUTH'],
      onAuth: ({ username, password }, _session, done) => {
        if (logIn && username === logIn.user && password === logIn.pass) done(null, { user: username })
        else done(refusal(535, username))
      },
      disableReverseLookup: true,
      closeTimeout: 100,
      logger: false,
      onConnect: (_session, done) => {
        this.connections++
        done()
      },
      onMailFrom: (_address, _session, done) => done(refusal(this.options.refuseSender)),
      onRcptTo: ({ address }, _session, done) =>
        done(refusal(this.options.refuse?.[address.toLowerCase()], this.options.refusalText ?? address)),
      onData: (stream, session, done) => {
        this.sessions.push({ user: session.user ?? '', isSecure: session.secure })
        this.keep(stream, session.envelope).then(
          () => setTimeout(() => done(refusal(this.options.refuseText)), this.options.delay ?? 0),
          done,
        )
      },
    })
    // a client that gives up while it is being answered is no fault of the mailbox
    server.on('error', () => {})
    this.server = server
    server.listen(0, '127.0.0.1')
    await once(server.server, 'listening')
    return `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    const { server } = this
    this.server = undefined
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()))
  }

  private async keep(stream: NodeJS.ReadableStream, envelope: SmtpEnvelope): Promise<void> {
    const mail = await simpleParser(stream as Parameters<typeof simpleParser>[0])
    if (this.options.refuseText !== undefined) return
    this.received.push(mail)
    this.envelopes.push({
      from: envelope.mailFrom ? envelope.mailFrom.address : '',
      to: envelope.rcptTo.map(({ address }) => address),
    })
  }
}

interface SmtpEnvelope {
  mailFrom: false | { address: string }
  rcptTo: { address: string }[]
}

/** The text quotes the address, as the replies of real servers do. */
function refusal(code: number | undefined, address = ''): Error | null {
  return code === undefined
    ? null
    : Object.assign(new Error(address.startsWith('5.') ? address : `refused ${address}`), { responseCode: code })
}
