// What commands have in common that do their work in the build of the server: texts and templates are there as the server has them.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { EnvError } from '../app/config/env.server.ts'
import { end } from './command-line.ts'

/** The functions that the build offers to commands, with the settings of `.env` in place. */
export async function loadBuild<Commands>(): Promise<Commands> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const { entry } = await import(pathToFileURL(path.resolve('build/server/index.js')).href)
  return entry.module as Commands
}

/** Runs and ends the process. What whoever typed the command can mend is one sentence: settings, a directory in use, `ownError`. */
export async function runCommand(work: () => Promise<void>, ownError: string): Promise<never> {
  try {
    await work()
  } catch (error) {
    // classes of the build are others than those here
    const isExpected =
      error instanceof EnvError ||
      (error instanceof Error && [ownError, 'DirectoryInUseError'].includes(error.constructor.name))
    if (!isExpected) throw error
    end((error as Error).message, 1)
  }
  process.exit()
}
