import { describe, expect, test, vi } from 'vitest'
import { describeError, log } from '#app/config/log.server'
import { expectConsoleError } from '#tests/setup/expect-console-error'

describe('what is logged of an error', () => {
  test('is its kind, its message and where it happened', () => {
    const details = describeError(new TypeError('x is no number'))
    expect(details).toMatchObject({ error: 'TypeError', message: 'x is no number' })
    expect(details.at).toContain('log.test')
  })

  test('leaves out what the database says: it quotes the values', () => {
    const error = Object.assign(new Error('Failing row contains (7, "Sara")'), { code: '23514' })
    expect(describeError(error)).toMatchObject({ error: 'Error', code: '23514', message: undefined })
    expect(JSON.stringify(describeError(error))).not.toContain('Sara')
  })

  test('leaves it out also where the error carries no code', () => {
    const error = new Error('Argument `email`: "sara@firm.test" is wrong')
    error.name = 'PrismaClientValidationError'
    expect(JSON.stringify(describeError(error))).not.toContain('sara@firm.test')
  })

  test('is never the value that was thrown in place of an error', () => {
    expect(describeError('the answer was 7')).toEqual({ error: 'string' })
  })
})

test('each event is one line of JSON; errors go to the error output', () => {
  const errors = expectConsoleError()
  const out = vi.spyOn(console, 'log').mockImplementation(() => {})
  log.info('wave published', { waveId: 'a', note: 'two\nlines' })
  log.error('it broke')
  const [line] = out.mock.lastCall ?? []
  out.mockRestore()
  expect(line).not.toContain('\n')
  expect(JSON.parse(String(line))).toMatchObject({ level: 'info', event: 'wave published', waveId: 'a' })
  expect(JSON.parse(String(errors[0]))).toMatchObject({ level: 'error', event: 'it broke' })
})
