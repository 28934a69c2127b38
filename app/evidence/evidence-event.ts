/** Rows of a timeline, from top to bottom. */
export const EVENT_LANES = [
  'promises',
  'complaints',
  'contacts',
  'ideas',
  'bonds',
  'talks',
  'ratings',
  'owners',
] as const
export type EventLane = (typeof EVENT_LANES)[number]

/** Something that happened between two firms on a day. */
export interface EvidenceEvent {
  id: string
  day: Date
  lane: EventLane
  /** what happened: `evidence.event.<lane>.<word>` */
  word: string
  /** whose: who promised, complained, offered, asked, is rated */
  side: 'buyer' | 'supplier'
  text: string
  /** whether it strains the relationship */
  isBad: boolean
}
