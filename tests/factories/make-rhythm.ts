import type { Rhythm } from '#app/studies/rhythm/rhythm'

/** Quarterly in Berlin, from Monday to Friday at nine, two weeks long. */
export function makeRhythm(values: Partial<Rhythm> = {}): Rhythm {
  return {
    timeZone: 'Europe/Berlin',
    firstOn: '2026-01-15',
    beat: { unit: 'quarterly', every: 1 },
    openingHour: 9,
    workingDays: [1, 2, 3, 4, 5],
    holidays: [],
    length: 14,
    reminders: [4, 9],
    quietFrom: 19,
    quietTo: 8,
    graceHours: 0,
    publishDelayDays: 0,
    ...values,
  }
}

export const PULSE = { name: 'relationship-pulse', version: 1 }

/** Zones with every kind of clock: no summer time, half and quarter hours, both hemispheres, the date line, Ramadan. */
export const ZONES = [
  'UTC',
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Los_Angeles',
  'America/New_York',
  'America/Santiago',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Asia/Amman',
  'Asia/Beirut',
  'Asia/Dubai',
  'Asia/Gaza',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Riyadh',
  'Asia/Tehran',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'Europe/London',
  'Pacific/Apia',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
]
