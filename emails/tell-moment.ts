const formats = new Map<string, Intl.DateTimeFormat>()

/** With weekday and zone, because firms sit in different ones; the same digits as on the pages. */
export function tellMoment(language: string, moment: Date, timeZone: string): string {
  const key = `${language} ${timeZone}`
  const format = formats.get(key) ?? makeFormat(language, timeZone)
  formats.set(key, format)
  return format.format(moment)
}

function makeFormat(language: string, timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(`${language}-u-nu-latn-ca-gregory`, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  })
}

/** The day alone. */
export function tellDay(language: string, moment: Date, timeZone: string): string {
  const key = `${language} ${timeZone} day`
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(`${language}-u-nu-latn-ca-gregory`, {
      ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone },
    })
  formats.set(key, format)
  return format.format(moment)
}
