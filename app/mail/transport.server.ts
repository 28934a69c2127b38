import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import nodemailer, { type SendMailOptions } from 'nodemailer'
import { isSendable } from './check-message'
import type { OutgoingMessage, SendOutcome } from './message'

export interface MailTransport {
  send(message: OutgoingMessage): Promise<SendOutcome>
  close(): Promise<void>
}

interface TransportOptions {
  /** smtp:// or smtps://, with user and password where the server wants them */
  smtpUrl?: string | undefined
  /** where messages go as files when there is no mail server */
  outboxDirectory: string
}

export function openTransport({ smtpUrl, outboxDirectory }: TransportOptions): MailTransport {
  const transport = smtpUrl ? openSmtp(smtpUrl) : openFiles(outboxDirectory)
  return {
    ...transport,
    send: async (message) =>
      isSendable(message) ? transport.send(message) : { ok: false, permanent: true, error: 'not a sendable message' },
  }
}

function openSmtp(smtpUrl: string): MailTransport {
  const smtp = nodemailer.createTransport(smtpUrl, { pool: true, maxConnections: 5 } as object)
  return {
    send: async (message) => {
      try {
        await smtp.sendMail(toMail(message))
        return { ok: true }
      } catch (error) {
        return describeFailure(error)
      }
    },
    close: async () => smtp.close(),
  }
}

/** SMTP replies of 500 and above are final (RFC 5321); the reply's text may quote the address, so only its codes are kept. */
function describeFailure(error: unknown): SendOutcome {
  const { responseCode, code } = error as { responseCode?: number; code?: string }
  const isFinal = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH'
  return { ok: false, permanent: isFinal, error: `mail server: ${code ?? 'error'} ${responseCode ?? ''}`.trim() }
}

function openFiles(directory: string): MailTransport {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    send: async (message) => {
      const { message: bytes } = await composer.sendMail(toMail(message))
      const name = `${message.messageId.replace(/^<|@.*$/g, '').replace(/[^\w.-]/g, '_')}.eml`
      await mkdir(directory, { recursive: true })
      // written beside and moved: a reader never sees half a message, and a repeat replaces the first
      const temporary = path.join(directory, `.${name}`)
      await writeFile(temporary, bytes as Buffer, { mode: 0o600 })
      await rename(temporary, path.join(directory, name))
      return { ok: true }
    },
    close: async () => composer.close(),
  }
}

function toMail(message: OutgoingMessage): SendMailOptions {
  return {
    ...message,
    // Auto-Submitted (RFC 3834) and its Outlook relative keep holiday replies away
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
