import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listOutboxFiles, readOutboxFile } from '#app/mail/outbox-files.server'

const eml = (subject: string) =>
  `Date: Tue, 24 Nov 2026 01:00:00 +0000\nSubject: ${subject}\nTo: sara@supplier.example\nContent-Type: text/html; charset=utf-8\n\n<p>${subject}</p>\n`

describe('the outbox folder', () => {
  let parent: string
  let directory: string
  const write = async (name: string, minute: number) => {
    await writeFile(path.join(directory, name), eml(name))
    await utimes(path.join(directory, name), minute * 60, minute * 60)
  }

  beforeEach(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'thiqa-outbox-'))
    directory = path.join(parent, 'outbox')
    await mkdir(directory)
  })
  afterEach(() => rm(parent, { recursive: true }))

  it('lists the newest mails first, no more than wanted', async () => {
    await write('a.eml', 1)
    await write('c.eml', 3)
    await write('b.eml', 2)
    const files = await listOutboxFiles(directory, 2)
    expect(files.map((file) => file.name)).toEqual(['c.eml', 'b.eml'])
    expect(files[0]).toEqual({
      name: 'c.eml',
      subject: 'c.eml',
      to: 'sara@supplier.example',
      date: new Date('2026-11-24T01:00:00Z'),
    })
  })

  it('shows nothing but mails: no half-written file, no folder, no other file', async () => {
    await write('.hidden.eml', 1)
    await write('.0193.tmp', 1)
    await write('notes.txt', 1)
    await mkdir(path.join(directory, 'folder.eml'))
    expect(await listOutboxFiles(directory, 10)).toEqual([])
  })

  it('is empty where nothing was sent yet', async () => {
    expect(await listOutboxFiles(path.join(parent, 'missing'), 10)).toEqual([])
    expect(await readOutboxFile(path.join(parent, 'missing'), 'a.eml')).toBeUndefined()
  })

  it('reads a mail by its name', async () => {
    await write('a.eml', 1)
    expect(await readOutboxFile(directory, 'a.eml')).toEqual({ html: expect.stringContaining('<p>a.eml</p>') })
    expect(await readOutboxFile(directory, 'b.eml')).toBeUndefined()
  })

  it.each([
    '../secret.eml',
    '..%2fsecret.eml',
    '%252e%252e/secret.eml',
    '..\\secret.eml',
    './../secret.eml',
    '/etc/passwd',
    'a.eml\u0000.txt',
    'a.eml\n',
    '.eml',
    '..eml',
    '',
    `${'a'.repeat(300)}.eml`,
  ])('does not follow the name %j out of the folder', async (name) => {
    await writeFile(path.join(parent, 'secret.eml'), eml('secret'))
    expect(await readOutboxFile(directory, name)).toBeUndefined()
  })
})
