// Global setup of the project `journeys`: a server makes its database once, and each test file starts one on a copy.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { startServer } from '../../prisma/front-door/server-process.ts'

export default async function makeDataDirectory(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'thiqa-data-'))
  const server = await startServer({ dataDirectory: directory })
  await server.stop()
  project.provide('dataDirectory', directory)
  return () => rm(directory, { recursive: true, force: true })
}
