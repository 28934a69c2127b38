// Drives Prisma's schema engine as WebAssembly: no native program, no download, no server.
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaPGlite } from 'pglite-prisma-adapter'

interface SchemaFile {
  path: string
  content: string
}
interface SchemaEngine {
  diff(request: object): Promise<{ exitCode: number; stdout: string | null }>
}
interface EngineModule {
  __wbg_set_wasm(exports: WebAssembly.Exports): void
  SchemaEngine: { new: (options: object, log: () => void, adapter: object) => Promise<SchemaEngine> }
}

const require = createRequire(import.meta.url)

export async function readSchema(directory: string): Promise<SchemaFile[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.prisma')).sort()
  return Promise.all(
    names.map(async (name) => ({
      path: path.join(directory, name),
      content: await readFile(path.join(directory, name), 'utf8'),
    })),
  )
}

/**
 * What would bring `database` to the schema in `files`.
 * @returns undefined where they agree, else SQL (`asScript`) or a readable summary
 */
export async function diffDatabase(
  database: PGlite,
  files: SchemaFile[],
  asScript: boolean,
): Promise<string | undefined> {
  const engineModule = await loadEngineModule()
  const datamodels = files.map((file) => [file.path, file.content])
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(database))
  const engine = await engineModule.SchemaEngine.new({ datamodels }, () => {}, adapter)
  const result = await engine.diff({
    from: { tag: 'schemaDatasource', files, configDir: 'prisma' },
    to: { tag: 'schemaDatamodel', files },
    script: asScript,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
  })
  return result.exitCode === 0 ? undefined : (result.stdout ?? '')
}

async function loadEngineModule(): Promise<EngineModule> {
  const directory = path.dirname(require.resolve('@prisma/schema-engine-wasm'))
  const glue: EngineModule = await import(path.join(directory, 'schema_engine_bg.js'))
  const bytes = await readFile(path.join(directory, 'schema_engine_bg.wasm'))
  const imports = { './schema_engine_bg.js': glue } as unknown as WebAssembly.Imports
  const { instance } = await WebAssembly.instantiate(bytes, imports)
  glue.__wbg_set_wasm(instance.exports)
  ;(instance.exports.__wbindgen_start as () => void)()
  return glue
}
