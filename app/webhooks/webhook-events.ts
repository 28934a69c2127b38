/** What other programs can hear of a wave. One that was opened again says so once more. */
export const WAVE_EVENTS = ['wave.opened', 'wave.closed', 'wave.published'] as const
export type WaveEvent = (typeof WAVE_EVENTS)[number]

export const WEBHOOK_EVENTS = [...WAVE_EVENTS, 'signal.raised'] as const
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number]

/** Sent by hand, to see whether something arrives. */
export const TEST_EVENT = 'test'

/** An event as a part of the key of a text. */
export function eventKey(event: string): string {
  return event.replace('.', '-')
}
