import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import nodemailer from 'nodemailer'
import { enhancedStatus, isAddressGone } from './bounce-status'
import { isSendable } from './is-sendable'
import type { OutgoingMessage, SendOutcome } from './message'
import { outboxFileName } from './outbox-file-name'

export interface MailTransport {
  kind: 'smtp' | 'file'
  /** Never throws. The same message may be sent again: its Message-ID makes the repeat recognisable. */
  send(message: OutgoingMessage): Promise<SendOutcome>
  close(): Promise<void>
}

interface TransportOptions {
  /** smtp:// or smtps://, with user and password where the server wants them, `?requireTLS=true` to insist on TLS */
  smtpUrl?: string | undefined
  /** where messages go as files when there is no mail server */
  outboxDirectory: string
  /** no attempt takes longer: a server that stalls must not hold up the mails behind it */
  sendLimitMilliseconds?: number
}

export function openTransport(options: TransportOptions): MailTransport {
  const { smtpUrl, outboxDirectory, sendLimitMilliseconds = 20_000 } = options
  const transport = smtpUrl ? openSmtp(smtpUrl, sendLimitMilliseconds) : openFiles(outboxDirectory)
  return {
    ...transport,
    send: async (message) =>
      isSendable(message) ? transport.send(message) : { ok: false, permanent: true, error: 'not a sendable message' },
  }
}

function openSmtp(smtpUrl: string, limit: number): MailTransport {
  // one object: `pool` given as the second argument would be a default of messages and open a connection for each mail
  const smtp = nodemailer.createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 5,
    connectionTimeout: limit / 2,
    greetingTimeout: limit / 2,
    socketTimeout: limit,
  })
  return {
    kind: 'smtp',
    send: async (message) => {
      // its timer ends with the mail: thousands of them would wait for their time
      const attempt = new AbortController()
      const timer = setTimeout(() => attempt.abort(), limit)
      try {
        await smtp.sendMail({ ...toMail(message), signal: attempt.signal })
        return { ok: true }
      } catch (error) {
        return describeFailure(error)
      } finally {
        clearTimeout(timer)
      }
    },
    close: async () => smtp.close(),
  }
}

/** What the server said to these is about this message; to the others (greeting, log-in, sender) about the set-up. */
const ABOUT_THE_MESSAGE = ['RCPT TO', 'DATA']
const LOG_IN_WANTED = [530, 535, 538]

/**
 * SMTP replies of 500 and above are final (RFC 5321), unless they complain of a set-up that somebody can mend while
 * the mail waits. The reply's text may quote the address, so only its codes are kept.
 */
function describeFailure(error: unknown): SendOutcome {
  const { responseCode, response, code, command } = error as SmtpError
  const isFinal =
    responseCode !== undefined &&
    responseCode >= 500 &&
    !LOG_IN_WANTED.includes(responseCode) &&
    ABOUT_THE_MESSAGE.includes(command ?? '')
  const status = enhancedStatus(response ?? '')
  const words = ['mail server:', code ?? 'error', command, responseCode, status].filter((word) => word !== undefined)
  const failure = { ok: false, permanent: isFinal, error: words.join(' ') } as const
  const goneCode = status ?? String(responseCode)
  return isFinal && command === 'RCPT TO' && isAddressGone(goneCode) ? { ...failure, goneCode } : failure
}

interface SmtpError {
  responseCode?: number
  response?: string
  code?: string | number
  command?: string
}

function openFiles(directory: string): MailTransport {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    kind: 'file',
    send: async (message) => {
      // written beside and moved: a reader never sees half a message, and a repeat replaces the first
      const temporary = path.join(directory, `.${randomUUID()}.tmp`)
      try {
        const { message: bytes } = await composer.sendMail(toMail(message))
        await mkdir(directory, { recursive: true, mode: 0o700 })
        await writeFile(temporary, bytes as Buffer, { mode: 0o600 })
        await rename(temporary, path.join(directory, outboxFileName(message.messageId)))
        return { ok: true }
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => {})
        // a full disk or a missing right: somebody can mend it while the mail waits
        return {
          ok: false,
          permanent: false,
          error: `outbox folder: ${(error as NodeJS.ErrnoException).code ?? 'error'}`,
        }
      }
    },
    close: async () => composer.close(),
  }
}

function toMail({ messageId, from, bounceTo, to, replyTo, unsubscribeLink, subject, html, text }: OutgoingMessage) {
  return {
    messageId,
    from,
    // as an object: nothing in it is read as a list or as a display name
    to: { name: '', address: to },
    ...(replyTo && { replyTo: { name: '', address: replyTo } }),
    ...(bounceTo && { envelope: { from: bounceTo, to } }),
    subject,
    html,
    text,
    headers: {
      // Auto-Submitted (RFC 3834) and its Outlook relative keep holiday replies away
      ...{ 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      ...(unsubscribeLink && unsubscribeHeaders(unsubscribeLink)),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** One click in the mail program is enough (RFC 8058). Prepared: an address that was folded would no longer be one. */
function unsubscribeHeaders(link: string) {
  return {
    Precedence: 'bulk',
    'List-Unsubscribe': { prepared: true, value: `<${link}>` },
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}
