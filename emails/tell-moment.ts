/** With weekday and zone, because firms sit in different ones; the same digits as on the pages. */
export function tellMoment(language: string, moment: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(`${language}-u-nu-latn-ca-gregory`, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(moment)
}
