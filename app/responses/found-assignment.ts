import type { Respondent } from '#app/instruments/instrument-schema'

/** One relationship that an invitation asks about. */
export interface FoundAssignment {
  workspaceId: string
  id: string
  invitationId: string
  waveId: string
  relationshipId: string
  side: Respondent['side']
  /** place in the invitation, from 0; the first one also carries what is asked once */
  position: number
  /** whether nothing is asked about the relationship, but about the person's own firm; known once the questions are */
  isAboutFirm?: boolean
}
