const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A moment in UTC as SPSS and Stata write it: `07`, `Mar`, `2027`, `09:05:00`. */
export function partsOf(madeAt: Date): { day: string; month: string; year: string; time: string } {
  const iso = madeAt.toISOString()
  const month = MONTHS[madeAt.getUTCMonth()] ?? ''
  return { day: iso.slice(8, 10), month, year: iso.slice(0, 4), time: iso.slice(11, 19) }
}
