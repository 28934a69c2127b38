/** Half of the width of an interval as it was told; undefined where there is none. */
export function halfOf({ low, high }: { low: number | undefined; high: number | undefined }): number | undefined {
  return low === undefined || high === undefined ? undefined : (high - low) / 2
}

/** Half of the interval of a sum or difference of independent values; undefined where one of them has none. */
export function rootOfSquares(...halves: (number | undefined)[]): number | undefined {
  return halves.reduce<number | undefined>(
    (sum, half) => (sum === undefined || half === undefined ? undefined : Math.hypot(sum, half)),
    0,
  )
}
