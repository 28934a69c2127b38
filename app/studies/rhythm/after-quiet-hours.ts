import { Temporal } from 'temporal-polyfill'

export interface QuietHours {
  /** full hours; the same twice: none */
  quietFrom: number
  quietTo: number
}

/** The moment itself, or the end of the quiet hours that it falls into by a clock in the zone. */
export function afterQuietHours(moment: Date, { quietFrom, quietTo }: QuietHours, timeZone: string): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone)
  const isOverMidnight = quietFrom > quietTo
  const isEvening = isOverMidnight && local.hour >= quietFrom
  const isQuiet = isOverMidnight ? isEvening || local.hour < quietTo : local.hour >= quietFrom && local.hour < quietTo
  if (!isQuiet) return moment
  const day = local.toPlainDate().add({ days: isEvening ? 1 : 0 })
  return new Date(day.toZonedDateTime({ timeZone, plainTime: { hour: quietTo } }).epochMilliseconds)
}
