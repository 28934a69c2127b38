/** What becomes of a file that was asked for; `taken`: at once, without waiting for it. */
export const EXPORT_STATES = ['queued', 'running', 'ready', 'failed', 'cancelled', 'expired', 'taken'] as const
export type ExportState = (typeof EXPORT_STATES)[number]
