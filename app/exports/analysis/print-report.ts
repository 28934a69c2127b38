/**
 * A report as lines of a table: every number under the path of its key. Numbers keep six digits; `--json` has all of them.
 */
export function printReport(report: unknown, path: readonly string[] = []): string[] {
  if (Array.isArray(report) && report.every((value) => typeof value !== 'object' || value === null))
    return [line(path, report.map(say).join('  '))]
  if (Array.isArray(report)) return report.flatMap((value, index) => printReport(value, [...path, String(index + 1)]))
  if (typeof report === 'object' && report !== null)
    return Object.entries(report).flatMap(([key, value]) => printReport(value, [...path, key]))
  return report === undefined ? [] : [line(path, say(report))]
}

const WIDTH = 48

function line(path: readonly string[], words: string): string {
  return `${path.join(' ').padEnd(WIDTH)}${words}`
}

function say(value: unknown): string {
  if (value === null) return 'not defined'
  return typeof value === 'number' && !Number.isInteger(value) ? String(Number(value.toPrecision(6))) : String(value)
}
