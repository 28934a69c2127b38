interface ConsoleErrors {
  seen: string[]
  isExpected: boolean
}

export const consoleErrors: ConsoleErrors = { seen: [], isExpected: false }

/**
 * For a test that provokes an error message: it then does not fail the test.
 * @returns what was written to console.error in this test so far, one text per call; grows as the test goes on
 */
export function expectConsoleError(): readonly string[] {
  consoleErrors.isExpected = true
  return consoleErrors.seen
}
