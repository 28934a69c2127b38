import { readdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { isOutboxFileName } from './outbox-file-name'

export interface OutboxFile {
  name: string
  subject: string
  to: string
  date: Date | undefined
}

/** The newest messages that were written to files. */
export async function listOutboxFiles(directory: string, limit: number): Promise<OutboxFile[]> {
  const dated = await Promise.all((await listNames(directory)).map((name) => withAge(directory, name)))
  const newest = dated
    .filter((file) => file !== undefined)
    .sort((a, b) => b.written - a.written || b.name.localeCompare(a.name))
    .slice(0, limit)
  const files = await Promise.all(newest.map(({ name }) => describe(directory, name)))
  return files.filter((file) => file !== undefined)
}

/** @returns the HTML part, or undefined where no such file is (names that leave the folder are no such file) */
export async function readOutboxFile(directory: string, name: string): Promise<{ html: string } | undefined> {
  if (!isOutboxFileName(name)) return undefined
  const mail = await parse(directory, name)
  return mail && { html: mail.html || (mail.textAsHtml ?? '') }
}

/**
 * Deletes the files of a person's mails: those of the messages that are named, and all of their workspace to their address.
 * The folder stands for mailboxes only where there is no mail server; it is small.
 */
export async function deleteMailFiles(
  directory: string,
  { workspaceId, messageIds, address }: { workspaceId: string; messageIds: readonly string[]; address: string },
): Promise<void> {
  for (const name of await listNames(directory)) {
    // as `makeMessageId` and `outboxFileName` make it
    const [messageId = '', ofWorkspace] = name.split('.')
    if (ofWorkspace !== workspaceId) continue
    const isOwn = messageIds.includes(messageId) || (await describe(directory, name))?.to.toLowerCase() === address
    if (isOwn) await rm(path.join(directory, name), { force: true })
  }
}

/** Deletes mails of a workspace that were written before an instant. @returns how many */
export async function deleteOldMailFiles(
  directory: string,
  { workspaceId, before }: { workspaceId: string; before: Date },
): Promise<number> {
  let deleted = 0
  for (const name of await listNames(directory)) {
    if (name.split('.')[1] !== workspaceId) continue
    const file = await withAge(directory, name)
    if (!file || file.written >= before.getTime()) continue
    await rm(path.join(directory, name), { force: true })
    deleted += 1
  }
  return deleted
}

async function listNames(directory: string): Promise<string[]> {
  const names = await unlessMissing(readdir(directory)) // missing: nothing was sent yet
  return (names ?? []).filter(isOutboxFileName)
}

async function withAge(directory: string, name: string): Promise<{ name: string; written: number } | undefined> {
  const status = await unlessMissing(stat(path.join(directory, name)))
  return status?.isFile() ? { name, written: status.mtimeMs } : undefined
}

async function describe(directory: string, name: string): Promise<OutboxFile | undefined> {
  const mail = await parse(directory, name)
  const to = Array.isArray(mail?.to) ? mail.to[0] : mail?.to
  return mail && { name, subject: mail.subject ?? '', to: to?.text ?? '', date: mail.date }
}

async function parse(directory: string, name: string): Promise<ParsedMail | undefined> {
  const bytes = await unlessMissing(readFile(path.join(directory, name)))
  return bytes && simpleParser(bytes)
}

/** Somebody may empty the folder at any time. */
async function unlessMissing<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
