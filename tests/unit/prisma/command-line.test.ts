import { afterEach, expect, test, vi } from 'vitest'
import { readCommandLine, readOptions } from '../../../prisma/command-line'

const OPTIONS = { study: { type: 'string' }, check: { type: 'boolean', default: false } } as const
const USAGE = 'usage: npm run something'
const typed = process.argv

afterEach(() => {
  process.argv = typed
})

/** @returns what came of it: the exit code and what was said, or what was read */
function read(words: string[], readThem: () => unknown) {
  process.argv = ['node', 'command.ts', ...words]
  const said: string[] = []
  const exit = vi.spyOn(process, 'exit').mockImplementation((code = 0) => {
    throw { code }
  })
  const log = vi.spyOn(console, 'log').mockImplementation((text) => said.push(`out: ${text}`))
  vi.mocked(console.error).mockImplementation((text) => said.push(`error: ${text}`))
  try {
    return readThem()
  } catch (ended) {
    return { ...(ended as { code: number }), said: said[0] }
  } finally {
    exit.mockRestore()
    log.mockRestore()
  }
}

test('a command is asked how it is used, and says so', () => {
  expect(read(['--help'], () => readOptions(OPTIONS, USAGE))).toEqual({ code: 0, said: `out: ${USAGE}` })
})

test('what a command does not understand it does not do', () => {
  const refused = (words: string[], because: string) =>
    expect(read(words, () => readCommandLine(OPTIONS, USAGE))).toEqual({
      code: 64,
      said: expect.stringMatching(new RegExp(`^error: .*${because}[^]*\\n${USAGE}$`)),
    })
  refused(['--never'], "Unknown option '--never'")
  refused(['one', 'two'], 'Not understood: two')
  // a value is missing: whoever wanted to be told how a command is used wrote nothing else
  refused(['--study', '--help'], 'ambiguous')
  expect(read(['one'], () => readOptions(OPTIONS, USAGE))).toMatchObject({ code: 64 })
})

test('words and options are read, a name that looks like an option too', () => {
  expect(read(['one', '--study=--help', '--check'], () => readCommandLine(OPTIONS, USAGE))).toEqual({
    values: { study: '--help', check: true },
    words: ['one'],
  })
})
