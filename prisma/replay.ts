// npm run replay -- DIR [--attributed | --minimum K] [--out FILE]
// Sends a recorded study through the front door into a fresh database (embedded, or DATABASE_URL), publishes each wave
// and writes the released indices of all waves as one JSON array.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { end, readCommandLine } from './command-line.ts'
import { setUpWorkspace } from './front-door/administrator.ts'
import { MailFolder } from './front-door/mail-folder.ts'
import { readRecordedStudy } from './front-door/recorded-study.ts'
import { runRecordedStudy } from './front-door/run-recorded-study.ts'
import { startServer } from './front-door/server-process.ts'
import { showProgress } from './front-door/show-progress.ts'
import { WebClient } from './front-door/web-client.ts'

const USAGE = 'usage: npm run replay -- DIR [--attributed | --minimum K] [--at-once N] [--out FILE]   (K from 3 to 10)'

const OPTIONS = {
  attributed: { type: 'boolean' },
  minimum: { type: 'string' },
  'at-once': { type: 'string', default: '8' },
  out: { type: 'string' },
} as const

function readArguments() {
  const { values, words } = readCommandLine(OPTIONS, USAGE)
  const [directory] = words
  const minimum = Number(values.minimum ?? 3)
  const atOnce = Number(values['at-once'])
  const isMinimumRight = Number.isInteger(minimum) && minimum >= 3 && minimum <= 10
  if (!directory || (values.attributed && values.minimum) || !isMinimumRight || !(atOnce >= 1)) end(USAGE, 64)
  return { directory, attributed: values.attributed ?? false, minimum, atOnce, out: values.out }
}

async function main(): Promise<void> {
  const { directory, attributed, minimum, atOnce, out } = readArguments()
  const study = await readRecordedStudy(directory)
  const dataDirectory = await mkdtemp(path.join(os.tmpdir(), 'thiqa-replay-'))
  const server = await startServer({ dataDirectory, databaseUrl: process.env.DATABASE_URL })
  try {
    if (!server.setUpAddress)
      throw new Error('the database of DATABASE_URL has a workspace already: replay needs a fresh one')
    const web = new WebClient(server.address)
    const mails = new MailFolder(path.join(dataDirectory, 'outbox'))
    await setUpWorkspace(web, mails, server.setUpAddress, 'Replay')
    const started = performance.now()
    const studyPath = await runRecordedStudy(
      { web, mails, respondentsAtOnce: atOnce, onProgress: showProgress },
      study,
      {
        name: 'Replay',
        instrument: 'relationship-core@1',
        audience: attributed ? 'attributed' : 'shared',
        minimumGroupSize: minimum,
      },
    )
    const indices: unknown = JSON.parse(await web.read(`${studyPath}/indices.json`))
    const json = `${JSON.stringify(indices, null, 2)}\n`
    if (out) await writeFile(out, json)
    else process.stdout.write(json)
    const seconds = (performance.now() - started) / 1000
    console.error(`${study.responses.length} responses in ${study.waves.length} waves, ${seconds.toFixed(1)} s in all`)
  } finally {
    await server.stop()
    await rm(dataDirectory, { recursive: true, force: true })
  }
}

try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
