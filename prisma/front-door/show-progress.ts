const WIDTH = 30

/** A bar on the terminal (standard error, so that data on standard output stays clean); one line per finished step elsewhere. */
export function showProgress(what: string, done: number, total: number): void {
  const isDone = done >= total
  if (!process.stderr.isTTY) {
    if (isDone) process.stderr.write(`${what}: ${total}\n`)
    return
  }
  const filled = Math.round((done / Math.max(total, 1)) * WIDTH)
  process.stderr.write(
    `\r${what.padEnd(24)} [${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${done}/${total}${isDone ? '\n' : ''}`,
  )
}
