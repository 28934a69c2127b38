// What commands have in common: what was typed, and the end that says why.
import { type ParseArgsConfig, parseArgs } from 'node:util'

/** What was typed, words and options; ends the process with the usage where it is asked for or nothing else is understood. */
export function readCommandLine<Options extends NonNullable<ParseArgsConfig['options']>>(
  options: Options,
  usage: string,
  mostWords = 1,
) {
  // alone: a name may be --help too
  if (process.argv.slice(2).join(' ') === '--help') {
    console.log(usage)
    process.exit()
  }
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: mostWords > 0 })
    if (positionals.length > mostWords) throw new Error(`Not understood: ${positionals[mostWords]}`)
    return { values, words: positionals }
  } catch (error) {
    return end(`${(error as Error).message}\n${usage}`, 64)
  }
}

/** As `readCommandLine`, of a command that takes no words. */
export const readOptions = <Options extends NonNullable<ParseArgsConfig['options']>>(options: Options, usage: string) =>
  readCommandLine(options, usage, 0).values

export function end(message: string, code: number): never {
  console.error(message)
  process.exit(code)
}
