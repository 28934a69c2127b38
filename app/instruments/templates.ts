import { instrumentSchema, instrumentTextSchema } from './instrument-schema'
import type { Template } from './template'

// Stryker disable next-line all: vite reads it before it runs
const files = import.meta.glob<unknown>('/survey-templates/*/*/*.json', { eager: true, import: 'default' })

const templates = readTemplates(files)

/** All shipped templates, by name and version. */
export function listTemplates(): Template[] {
  return [...templates.values()]
}

/** @returns undefined for what is not shipped: a workspace's own templates stand in the database */
export function findTemplate(name: string, version: number): Template | undefined {
  return templates.get(`${name}@${version}`)
}

function readTemplates(contents: Record<string, unknown>): Map<string, Template> {
  const found = new Map<string, Template>()
  for (const [file, content] of Object.entries(contents)) {
    if (!file.endsWith('/instrument.json')) continue
    const folder = file.slice(0, -'instrument.json'.length)
    const instrument = instrumentSchema.parse(content)
    const texts = Object.entries(contents)
      .filter(([other]) => other.startsWith(folder) && other !== file)
      .map(([other, text]) => [other.slice(folder.length, -'.json'.length), instrumentTextSchema.parse(text)] as const)
    found.set(`${instrument.name}@${instrument.version}`, { instrument, texts: new Map(texts) })
  }
  return found
}
