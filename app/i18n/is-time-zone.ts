/** Whether a text is the IANA name of a time zone, like Europe/Berlin. */
export function isTimeZone(value: string): boolean {
  if (value.length > 60) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    // an offset like +03:00 is none: it knows no summer time
    return !/^[+-]/.test(value)
  } catch {
    return false // RangeError is how Intl says that it does not know the zone
  }
}
