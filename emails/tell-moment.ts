const formats = new Map<string, Intl.DateTimeFormat>()
/** All mails of a wave tell the same end. */
const last = new Map<string, { time: number; text: string }>()

/** With weekday and zone, because firms sit in different ones; the same digits as on the pages. */
export function tellMoment(language: string, moment: Date, timeZone: string): string {
  const key = `${language} ${timeZone}`
  const known = last.get(key)
  if (known?.time === moment.getTime()) return known.text
  const format = formats.get(key) ?? makeFormat(language, timeZone)
  formats.set(key, format)
  const text = format.format(moment)
  last.set(key, { time: moment.getTime(), text })
  return text
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
