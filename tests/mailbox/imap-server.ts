// Dovecot as a process of its own for one test file: a real IMAP server, with nothing of its usual set-up.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { findFreePort } from '../../prisma/front-door/server-process.ts'

const PROGRAM = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'].find((place) =>
  existsSync(place),
)

export const hasImapServer = PROGRAM !== undefined

export interface ImapServer {
  port: number
  stop(): Promise<void>
}

/** One mailbox with the folders INBOX and Done; without TLS. */
export async function startImapServer(user: string, password: string): Promise<ImapServer> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'thiqa-imap-'))
  const remove = () => rmSync(directory, { recursive: true, force: true })
  process.once('exit', remove)
  const port = await findFreePort()
  const owner = ownerOf(directory)
  const place = (name: string) => path.join(directory, name)
  writeFileSync(place('users'), `${user}:{PLAIN}${password}\n`)
  for (const name of ['run', 'mail']) mkdirSync(place(name))
  writeFileSync(place('dovecot.conf'), configuration(directory, port, owner))
  if (owner.isOther)
    for (const name of ['', 'users', 'run', 'mail', 'dovecot.conf']) chownSync(place(name), owner.uid, owner.gid)
  const server = spawn(PROGRAM ?? 'dovecot', ['-F', '-c', place('dovecot.conf')], {
    ...{ cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] },
    ...(owner.isOther && { uid: owner.uid, gid: owner.gid }),
  })
  let printed = ''
  server.stderr?.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  const stop = async () => {
    await end(server)
    remove()
  }
  try {
    await waitUntilListening(server, port)
    return { port, stop }
  } catch (error) {
    const log = existsSync(place('log')) ? readFileSync(place('log'), 'utf8') : ''
    await stop()
    throw new Error(`dovecot did not start: ${printed}${log}`, { cause: error })
  }
}

interface Owner {
  uid: number
  gid: number
  user: string
  group: string
  isOther: boolean
}

/** Whoever runs the tests, but root: mail is kept for nobody who may do everything. */
function ownerOf(directory: string): Owner {
  const isRoot = process.getuid?.() === 0
  const ask = (...options: string[]) => spawnSync('id', options, { encoding: 'utf8', cwd: directory }).stdout.trim()
  const who = isRoot ? ['nobody'] : []
  return {
    ...{ uid: Number(ask('-u', ...who)), gid: Number(ask('-g', ...who)) },
    ...{ user: ask('-un', ...who), group: ask('-gn', ...who), isOther: isRoot },
  }
}

function configuration(directory: string, port: number, { user, group, uid, gid }: Owner): string {
  return `
base_dir = ${directory}/run
log_path = ${directory}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${directory}/mail
passdb {
  driver = passwd-file
  args = ${directory}/users
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${directory}/mail
}
namespace inbox {
  inbox = yes
  mailbox Done {
    auto = create
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await ended
}

async function waitUntilListening(server: ChildProcess, port: number): Promise<void> {
  for (let attempt = 1; attempt <= 200; attempt++) {
    if (server.exitCode !== null) break
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true))
      socket.on('error', () => resolve(false))
      socket.on('connect', () => socket.destroy())
    })
    if (isThere) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('nobody listens')
}
