type Details = Record<string, string | number | boolean | null | undefined>

/** One JSON line per event. Callers name what happened, how many and which ids: never answers, links, names or addresses. */
function write(level: 'info' | 'warning' | 'error', event: string, details: Details = {}): void {
  const line = JSON.stringify({ at: new Date().toISOString(), level, event, ...details })
  if (level === 'error') console.error(line)
  else console.log(line)
}

export const log = {
  info: (event: string, details?: Details) => write('info', event, details),
  warning: (event: string, details?: Details) => write('warning', event, details),
  error: (event: string, details?: Details) => write('error', event, details),
}

/**
 * What may be logged of an error: its kind, code and where it happened. The message is left out when it comes from the
 * database layer: it quotes the values of the statement, and those can be answers.
 */
export function describeError(error: unknown): Details {
  if (!(error instanceof Error)) return { error: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const isFromDatabase = error.name.startsWith('Prisma') || error.name === 'DriverAdapterError' || code !== undefined
  const places = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim())
  return {
    error: error.name,
    code,
    message: isFromDatabase ? undefined : error.message.slice(0, 300),
    at: places.join(' < '),
  }
}
