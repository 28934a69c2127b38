import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { simpleParser } from 'mailparser'

export interface OutboxFile {
  name: string
  subject: string
  to: string
  date: Date | undefined
}

const FILE_NAME = /^[\w-][\w.-]{0,120}\.eml$/

/** The newest messages that were written to files. */
export async function listOutboxFiles(directory: string, limit: number): Promise<OutboxFile[]> {
  const names = (await listNames(directory)).filter((name) => FILE_NAME.test(name))
  const dated = await Promise.all(
    names.map(async (name) => ({ name, written: (await stat(path.join(directory, name))).mtimeMs })),
  )
  const newest = dated.sort((a, b) => b.written - a.written).slice(0, limit)
  return Promise.all(
    newest.map(async ({ name }) => {
      const mail = await simpleParser(await readFile(path.join(directory, name)))
      const to = Array.isArray(mail.to) ? mail.to[0] : mail.to
      return { name, subject: mail.subject ?? '', to: to?.text ?? '', date: mail.date }
    }),
  )
}

/** @returns the HTML part, or undefined where no such file is (names that leave the folder are no such file) */
export async function readOutboxFile(directory: string, name: string): Promise<{ html: string } | undefined> {
  if (!FILE_NAME.test(name) || !(await listNames(directory)).includes(name)) return undefined
  const mail = await simpleParser(await readFile(path.join(directory, name)))
  return { html: mail.html || (mail.textAsHtml ?? '') }
}

async function listNames(directory: string): Promise<string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [] // nothing was sent yet
    throw error
  }
}
