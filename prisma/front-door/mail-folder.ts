// Reads the mails that a server without SMTP_URL writes to files, as a person reads their mailbox.
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { simpleParser } from 'mailparser'

export interface ReceivedMail {
  to: string
  subject: string
  text: string
}

/** A mailbox over a folder of .eml files; every mail is handed out once. */
export class MailFolder {
  private readonly seen = new Set<string>()
  private readonly directory: string

  constructor(directory: string) {
    this.directory = directory
  }

  /** The same mailbox with every mail unread. */
  fromTheStart(): MailFolder {
    return new MailFolder(this.directory)
  }

  async readNew(): Promise<ReceivedMail[]> {
    const names = (await readdir(this.directory).catch(() => [])).filter(
      (name) => name.endsWith('.eml') && !this.seen.has(name),
    )
    const mails: ReceivedMail[] = []
    for (const name of names) {
      const mail = await simpleParser(await readFile(path.join(this.directory, name)))
      this.seen.add(name)
      const to = Array.isArray(mail.to) ? mail.to[0] : mail.to
      mails.push({ to: to?.value[0]?.address ?? '', subject: mail.subject ?? '', text: mail.text ?? '' })
    }
    return mails
  }

  /** Waits until `count` more mails that `isWanted` have come. @throws after `seconds` */
  async wait(count: number, isWanted: (mail: ReceivedMail) => boolean, seconds: number): Promise<ReceivedMail[]> {
    const found: ReceivedMail[] = []
    const until = Date.now() + seconds * 1000
    while (found.length < count) {
      found.push(...(await this.readNew()).filter(isWanted))
      if (found.length >= count) break
      if (Date.now() > until) throw new Error(`${found.length} of ${count} mails came within ${seconds} seconds`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return found
  }
}

/** The first link in a mail's text that leads to `path` (for example `/answer/`). */
export function linkIn(mail: ReceivedMail, path: string): string {
  const link = mail.text.match(/https?:\/\/[^\s<>"\]]+/g)?.find((one) => new URL(one).pathname.startsWith(path))
  if (!link) throw new Error(`the mail “${mail.subject}” has no link to ${path}`)
  return link
}

/** The personal link in a mail to somebody who is asked; thanks after the end have none, only the way to fewer mails. */
export function personalLinkIn(mail: ReceivedMail): string | undefined {
  return mail.text
    .match(/https?:\/\/[^\s<>"\]]+/g)
    ?.find((one) => /^\/answer\/[^/]+\/[^/]+$/.test(new URL(one).pathname))
}
