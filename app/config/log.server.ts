import pino from 'pino'
import { readableLine } from './readable-line'
import { errorWords, scrub } from './scrub'

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

type Details = Record<string, string | number | boolean | null | undefined>

interface LogSettings {
  level: LogLevel
  /** for people; else one JSON object per line */
  isReadable: boolean
  /** where lines go; errors go to the second one */
  out?: (line: string) => void
  err?: (line: string) => void
}

/** Fields that no event of ours has; whoever adds one by mistake logs nothing by it. */
const NEVER = ['email', 'password', 'token', 'cookie', 'authorization', 'link', 'name', 'answers', 'body', 'headers']

function makeLogger({
  level,
  isReadable,
  out = (line) => void process.stdout.write(line),
  err = (line) => void process.stderr.write(line),
}: LogSettings): pino.Logger {
  const shape = isReadable ? readableLine : (line: string) => line
  const streams = [
    { level: 'debug' as const, stream: { write: (line: string) => out(shape(line)) } },
    { level: 'error' as const, stream: { write: (line: string) => err(shape(line)) } },
  ]
  return pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      redact: { paths: NEVER, censor: '…' },
      formatters: {
        level: (label) => ({ level: label }),
        log: (details) =>
          Object.fromEntries(
            Object.entries(details).map(([name, value]) => [name, typeof value === 'string' ? scrub(value) : value]),
          ),
      },
    },
    pino.multistream(streams, { dedupe: true }),
  )
}

// On globalThis, because server and pages are two bundles, and the development server evaluates this module anew after each edit
const holder = globalThis as typeof globalThis & { thiqaLog?: pino.Logger }
holder.thiqaLog ??= makeLogger({ level: 'info', isReadable: false })

/** Once at the start of a process, by whoever knows its settings. */
export function setUpLog(settings: LogSettings): void {
  holder.thiqaLog = makeLogger(settings)
}

/** One line per event. Callers name what happened, how many and which ids: never answers, links, names or addresses. */
export const log = {
  debug: (event: string, details: Details = {}) => holder.thiqaLog?.debug(details, event),
  info: (event: string, details: Details = {}) => holder.thiqaLog?.info(details, event),
  warning: (event: string, details: Details = {}) => holder.thiqaLog?.warn(details, event),
  error: (event: string, details: Details = {}) => holder.thiqaLog?.error(details, event),
}

/**
 * What may be logged of an error: its kind, code and where it happened, and its words without what they quote. They are
 * left out when they come from the database layer: it tells the values of the statement, and those can be answers.
 */
export function describeError(error: unknown): Details {
  if (!(error instanceof Error)) return { error: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const isFromDatabase = error.name.startsWith('Prisma') || error.name === 'DriverAdapterError' || code !== undefined
  // the stack begins with the message, and a line of that could look like a place
  const [, places = ''] = (error.stack ?? '').split(error.message === '' ? error.name : error.message).slice(-2)
  const lines = places
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
  return {
    error: error.name,
    code,
    message: isFromDatabase ? undefined : errorWords(error.message),
    stack: lines.slice(0, 8).join(' < '),
  }
}
