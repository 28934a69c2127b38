// A test that makes the program complain fails, unless it says that it expects so: expectConsoleError().
import { afterEach, beforeEach, vi } from 'vitest'
import { consoleErrors } from './expect-console-error'

beforeEach(() => {
  consoleErrors.seen = []
  consoleErrors.isExpected = false
  vi.spyOn(console, 'error').mockImplementation((...parts: unknown[]) => {
    consoleErrors.seen.push(parts.map(String).join(' '))
  })
})

afterEach(() => {
  vi.mocked(console.error).mockRestore()
  const { seen, isExpected } = consoleErrors
  if (seen.length > 0 && !isExpected) throw new Error(`unexpected console.error:\n${seen.join('\n')}`)
})
