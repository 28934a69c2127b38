const RELATIVE = 1e-9

/** Paths at which two values differ by more than the tolerance. */
export function differences(actual: unknown, expected: unknown, at: string, rounding = 0): string[] {
  if (typeof expected === 'number' && typeof actual === 'number') {
    const tolerance = rounding + RELATIVE * Math.max(Math.abs(expected), 1)
    return Math.abs(actual - expected) <= tolerance ? [] : [`${at}: ${actual} instead of ${expected}`]
  }
  if (expected === null || typeof expected !== 'object')
    return actual === expected ? [] : [`${at}: ${JSON.stringify(actual)}`]
  if (actual === null || typeof actual !== 'object') return [`${at}: ${JSON.stringify(actual)}`]
  const [left, right] = [actual as Record<string, unknown>, expected as Record<string, unknown>]
  return Object.keys(right).flatMap((key) => differences(left[key], right[key], `${at}.${key}`, rounding))
}
