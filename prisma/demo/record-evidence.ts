// Records the evidence of the sample study as an administrator does: by files, and promise by promise.
import { paths } from '../../app/http/paths.ts'
import type { WebClient } from '../front-door/web-client.ts'
import type { DemoEvidence } from './make-demo-evidence.ts'

/** By files. */
export async function recordRegisters(web: WebClient, { contacts, registers }: DemoEvidence): Promise<void> {
  await importLines(web, paths.contactsImport, await headerOf(web, paths.contactsSample), [
    ...contacts.map(([relationship = '', kind = '', side = '', name = '', happened = '', resolved = '', text = '']) => [
      ...[relationship, kind, side, name, happened, resolved, text],
    ]),
  ])
  for (const [name, lines] of Object.entries(registers))
    await importLines(web, paths.registerImport(name), await headerOf(web, paths.registerSample(name)), lines)
}

/** Promise by promise; what became of them is told on the day of the call. */
export async function recordPromises(web: WebClient, { promises }: DemoEvidence): Promise<void> {
  for (const { relationship, settled, ...promise } of promises) {
    const page = paths.promises(await findRelationship(web, relationship))
    await web.submit(page, promise)
    if (!settled) continue
    // open ones stand first, the newest one last among those that are due later
    const own = new RegExp(`${literal(promise.text)}.*?name="id" value="([0-9a-f-]{36})"`, 's').exec(
      await web.read(page),
    )
    if (!own?.[1]) throw new Error(`the promise “${promise.text}” is not on its page`)
    await web.submit(page, { intent: 'settle', id: own[1], outcome: settled.outcome })
  }
}

/** The names of the columns, as the sample file of an import has them. */
async function headerOf(web: WebClient, samplePath: string): Promise<string> {
  return (await web.read(samplePath)).replace('\ufeff', '').split('\n')[0] ?? ''
}

async function importLines(web: WebClient, path: string, header: string, lines: string[][]): Promise<void> {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text)
  const csv = [header, ...lines.map((line) => line.map(cell).join(','))].join('\n')
  await web.submit(path, { intent: 'import', csv })
}

async function findRelationship(web: WebClient, code: string): Promise<string> {
  const html = await web.read(`${paths.relationships}?q=${code}`)
  const id = /href="\/relationships\/([0-9a-f-]{36})"/.exec(html)?.[1]
  if (!id) throw new Error(`the list of relationships does not have ${code}`)
  return id
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
