// A test that makes the program complain fails, unless it says that it expects so: expectConsoleError().
import { afterEach, beforeEach, vi } from 'vitest'
import { setUpLog } from '#app/config/log.server'
import { consoleErrors } from './expect-console-error'

beforeEach(() => {
  consoleErrors.seen = []
  consoleErrors.lines = []
  consoleErrors.isExpected = false
  vi.spyOn(console, 'error').mockImplementation((...parts: unknown[]) => {
    consoleErrors.seen.push(parts.map(String).join(' '))
  })
  const keep = (line: string) => void consoleErrors.lines.push(line)
  const complain = (line: string) => {
    keep(line)
    consoleErrors.seen.push(line)
  }
  setUpLog({ level: 'debug', isReadable: false, out: keep, err: complain })
})

afterEach(() => {
  vi.mocked(console.error).mockRestore()
  const { seen, isExpected } = consoleErrors
  if (seen.length > 0 && !isExpected) throw new Error(`unexpected console.error:\n${seen.join('\n')}`)
})
