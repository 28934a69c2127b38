import type { TFunction } from 'i18next'

/** A study's newest wave in words, as lists and its own page say it; a trial has no number. */
export function waveWords(t: TFunction, wave: { number: number; state: string } | undefined): string {
  if (!wave) return t('studies.no-wave')
  // 0 is a trial, and nothing else is: the database holds that
  if (wave.number === 0) return t('studies.trial.running')
  return t('studies.wave-state', { number: wave.number, state: t(`studies.state.${wave.state}`) })
}

/** A wave as calendars name it: what it is, and its number once it has opened. */
export function calendarTitle(t: TFunction, { kind, number }: { kind: string; number: number | undefined }): string {
  const name = t(`rhythm.kind.${kind}`)
  return number === undefined ? name : t('rhythm.calendar.numbered', { kind: name, number })
}
