// The file of a backup: one line that says what it is, then the payload, its tag where it is encrypted, and a SHA-256 of all
// of that. The payload is one line with the installation's secret (where the data directory holds it) and the dump.
import { createCipheriv, createDecipheriv, createHash, randomBytes, scrypt } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { z } from 'zod'

const CHECKSUM_BYTES = 32
const TAG_BYTES = 16
const LONGEST_LINE = 64 * 1024
/** 128 MB and about half a second for each guess of a passphrase. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1 } as const
const makeKey = promisify<string, Buffer, number, object, Buffer>(scrypt)

const headerSchema = z.strictObject({
  format: z.literal('thiqa-backup'),
  version: z.literal(1),
  database: z.enum(['embedded', 'postgresql']),
  madeAt: z.iso.datetime(),
  /** of the database, as it names itself */
  engine: z.string(),
  lastMigration: z.string(),
  /** tells whether two installations have the same secret, and nothing else of it */
  secretCheck: z.string(),
  encryption: z
    .strictObject({ cipher: z.literal('aes-256-gcm'), kdf: z.literal('scrypt'), salt: z.string(), nonce: z.string() })
    .nullable(),
})
export type BackupHeader = z.infer<typeof headerSchema>

/** What can be mended by whoever runs the command; its message says how. */
export class BackupError extends Error {}

interface WriteInput {
  header: Omit<BackupHeader, 'format' | 'version' | 'encryption'>
  /** null where it comes from the environment */
  secret: string | null
  dump: Readable
  passphrase: string | undefined
}

/**
 * Writes a backup, readable by its owner only.
 * @throws BackupError where a file of that name is there already; what fails in between leaves no file
 */
export async function writeBackup(file: string, { header, secret, dump, passphrase }: WriteInput): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const handle = await open(file, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new BackupError(`${file} is there already: a backup is never overwritten.`)
    throw error
  })
  try {
    await pipeline(partsOf({ header, secret, dump, passphrase }), handle.createWriteStream())
  } catch (error) {
    await rm(file, { force: true })
    throw error
  }
}

/** The bytes of a backup, its checksum at the end. */
async function* partsOf({ header, secret, dump, passphrase }: WriteInput): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  const put = (bytes: Buffer) => {
    hash.update(bytes)
    return bytes
  }
  const salt = randomBytes(16)
  const nonce = randomBytes(12)
  const key = passphrase === undefined ? undefined : await makeKey(passphrase, salt, 32, limits())
  const hex = { salt: salt.toString('hex'), nonce: nonce.toString('hex') }
  const encryption = key ? { cipher: 'aes-256-gcm' as const, kdf: 'scrypt' as const, ...hex } : null
  const line = lineOf({ format: 'thiqa-backup', version: 1, ...header, encryption } satisfies BackupHeader)
  yield put(line)
  const cipher = key && createCipheriv('aes-256-gcm', key, nonce).setAAD(line)
  const take = (bytes: Buffer) => put(cipher ? cipher.update(bytes) : bytes)
  yield take(lineOf({ secret }))
  for await (const chunk of dump) yield take(chunk as Buffer)
  if (cipher) {
    yield put(cipher.final())
    yield put(cipher.getAuthTag())
  }
  yield hash.digest()
}

export interface OpenedBackup {
  header: BackupHeader
  /** of the header's line, in bytes */
  start: number
  size: number
}

/** Reads what a file says of itself, and whether it is whole. @throws BackupError where it is not a backup, or damaged */
export async function openBackup(file: string): Promise<OpenedBackup> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new BackupError(`There is no file ${file}.`) : error
  })
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_LINE), 0, LONGEST_LINE, 0)
    const end = buffer.subarray(0, bytesRead).indexOf('\n')
    const header = end < 0 ? undefined : readHeader(buffer.subarray(0, end).toString('utf8'))
    if (!header) throw new BackupError(`${file} is not a backup that this version of Thiqa can read.`)
    const hash = createHash('sha256')
    const checked = Math.max(end + 1, size - CHECKSUM_BYTES)
    for await (const chunk of createReadStream(file, { end: checked - 1 })) hash.update(chunk as Buffer)
    const stored = Buffer.alloc(CHECKSUM_BYTES)
    await handle.read(stored, 0, CHECKSUM_BYTES, checked)
    if (!hash.digest().equals(stored)) throw new BackupError(`${file} is damaged: its checksum is another one.`)
    return { header, start: end + 1, size }
  } finally {
    await handle.close()
  }
}

function readHeader(line: string): BackupHeader | undefined {
  try {
    return headerSchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

/**
 * Writes the payload into a new file and gives back where its dump begins. Encrypted bytes are authentic only once all of them
 * were read: nothing may be made of them before this returns.
 * @throws BackupError for a wrong passphrase
 */
export async function extractBackup(
  file: string,
  { header, start, size }: OpenedBackup,
  target: string,
  passphrase: string | undefined,
): Promise<{ secret: string | null; dumpStart: number }> {
  const { encryption } = header
  if (encryption && passphrase === undefined)
    throw new BackupError('This backup is encrypted: name a file with its passphrase (--passphrase-file).')
  const end = size - CHECKSUM_BYTES - (encryption ? TAG_BYTES : 0)
  const decipher = encryption && (await openDecipher(file, encryption, { start, end, passphrase: passphrase ?? '' }))
  const from = createReadStream(file, { start, end: end - 1 })
  const to = createWriteStream(target, { flags: 'wx', mode: 0o600 })
  if (decipher)
    await pipeline(from, decipher, to).catch((error: NodeJS.ErrnoException) => {
      // what a disk refuses names the call that it refused
      throw error.syscall === undefined ? new BackupError('The passphrase is wrong.') : error
    })
  else await pipeline(from, to)
  const handle = await open(target, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(LONGEST_LINE), 0, LONGEST_LINE, 0)
    const lineEnd = buffer.subarray(0, bytesRead).indexOf('\n')
    const { secret } = z
      .strictObject({ secret: z.string().nullable() })
      .parse(JSON.parse(buffer.subarray(0, lineEnd).toString('utf8')))
    return { secret, dumpStart: lineEnd + 1 }
  } finally {
    await handle.close()
  }
}

async function openDecipher(
  file: string,
  { salt, nonce }: NonNullable<BackupHeader['encryption']>,
  { start, end, passphrase }: { start: number; end: number; passphrase: string },
) {
  const key = await makeKey(passphrase, Buffer.from(salt, 'hex'), 32, limits())
  const handle = await open(file, 'r')
  try {
    const line = Buffer.alloc(start)
    await handle.read(line, 0, start, 0)
    const tag = Buffer.alloc(TAG_BYTES)
    await handle.read(tag, 0, TAG_BYTES, end)
    return createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'hex')).setAAD(line).setAuthTag(tag)
  } finally {
    await handle.close()
  }
}

function limits() {
  return { ...SCRYPT, maxmem: 256 * 1024 * 1024 }
}

function lineOf(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`)
}
