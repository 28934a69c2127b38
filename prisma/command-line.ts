// What commands have in common: what was typed, and the end that says why.
import { type ParseArgsConfig, parseArgs } from 'node:util'

/** What was typed, files and options; ends the process with the usage where it is asked for or nothing else is understood. */
export function readCommandLine<Options extends NonNullable<ParseArgsConfig['options']>>(
  options: Options,
  usage: string,
  mostFiles = 1,
) {
  if (process.argv.includes('--help')) {
    console.log(usage)
    process.exit()
  }
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: mostFiles > 0 })
    if (positionals.length > mostFiles) throw new Error(`Not understood: ${positionals[mostFiles]}`)
    return { values, files: positionals }
  } catch (error) {
    return end(`${(error as Error).message}\n${usage}`, 64)
  }
}

/** As `readCommandLine`, of a command that takes no file. */
export const readOptions = <Options extends NonNullable<ParseArgsConfig['options']>>(options: Options, usage: string) =>
  readCommandLine(options, usage, 0).values

export function end(message: string, code: number): never {
  console.error(message)
  process.exit(code)
}
