import { describe, expect, test } from 'vitest'
import { describeError, log, setUpLog } from '#app/config/log.server'
import { expectConsoleError, loggedLines } from '#tests/setup/expect-console-error'

const TEST_ID = '0198b0b0-0000-7000-8000-000000000001'
const SECRET = `${'Ab3-'.repeat(10)}xyz`

describe('what is logged of an error', () => {
  test('is its kind, its message and where it happened', () => {
    const details = describeError(new TypeError('x is no number'))
    expect(details).toMatchObject({ error: 'TypeError', message: 'x is no number' })
    expect(details.stack).toContain('log.test')
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

  test('leaves out what the message quotes and counts, and lines of it that look like places', () => {
    let thrown: unknown
    try {
      JSON.parse('my secret answer')
    } catch (error) {
      thrown = error
    }
    expect(JSON.stringify(describeError(thrown))).not.toContain('secret')
    expect(describeError(new Error("no room for 42 of `sara`, don't"))).toMatchObject({
      message: "no room for # of `…`, don't",
    })
    expect(JSON.stringify(describeError(new Error('x\n    at sara (answer 7)')).stack)).not.toContain('sara')
  })

  test('is never the value that was thrown in place of an error', () => {
    expect(describeError('the answer was 7')).toEqual({ error: 'string' })
  })
})

test('each event is one line of JSON; errors are told apart', () => {
  const errors = expectConsoleError()
  log.info('wave published', { waveId: 'a', note: 'two\nlines' })
  log.error('it broke')
  const [line = ''] = loggedLines()
  expect(line.trimEnd()).not.toContain('\n')
  expect(JSON.parse(line)).toMatchObject({ level: 'info', event: 'wave published', waveId: 'a' })
  expect(errors.map((one) => JSON.parse(one))).toMatchObject([{ level: 'error', event: 'it broke' }])
})

test('an event below the level that was set is not written', () => {
  const lines: string[] = []
  setUpLog({ level: 'warn', isReadable: false, out: (line) => lines.push(line), err: () => {} })
  log.info('wave published')
  log.warning('a mail did not leave')
  expect(lines.map((line) => JSON.parse(line).event)).toEqual(['a mail did not leave'])
})

test('what should never be logged is not, also where somebody tries', () => {
  log.info('careless', { email: 'sara@firm.test', note: 'of sara@firm.test', where: `/answer/${TEST_ID}/${SECRET}?x` })
  log.info('careless', { note: SECRET, header: 'Bearer thiqa_abc', path: '/sign-in?token=abc' })
  const text = loggedLines().join('')
  expect(text).not.toMatch(/sara|firm\.test|thiqa_abc|token=abc/)
  expect(text).not.toContain(SECRET)
  expect(text).toContain('/answer/…')
})

test('is readable for people: time, level, event, details, and the stack below', () => {
  const lines: string[] = []
  setUpLog({ level: 'info', isReadable: true, out: (line) => lines.push(line), err: (line) => lines.push(line) })
  log.info('wave published', { cells: 12 })
  log.error('it broke', describeError(new Error('so')))
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d info wave published cells=12\n$/)
  expect(lines[1]).toMatch(/^\d\d:\d\d:\d\d error it broke error=Error message=so\n {4}at .*log\.test/)
})
