interface ConsoleErrors {
  seen: string[]
  isExpected: boolean
  /** all lines of the log, errors too */
  lines: string[]
}

export const consoleErrors: ConsoleErrors = { seen: [], isExpected: false, lines: [] }

/**
 * For a test that provokes an error message: it then does not fail the test.
 * @returns what was written to console.error, and as an error to the log, in this test so far, one text per call; grows as the test goes on
 */
export function expectConsoleError(): readonly string[] {
  consoleErrors.isExpected = true
  return consoleErrors.seen
}

/** Every line that this test has logged so far, as JSON. */
export function loggedLines(): readonly string[] {
  return consoleErrors.lines
}
