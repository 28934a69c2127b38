import type { AuditEvent } from '#app/people/audit/audit-event'
import type { StudyIntent } from './study-intent'

/** What a change of a study was about, for the log: ids, sides and days, no names and no addresses of people. */
export function intentDetails(asked: StudyIntent): NonNullable<AuditEvent['details']> {
  return {
    intent: asked.intent,
    ...('relationshipId' in asked && { relationship: asked.relationshipId }),
    ...('side' in asked && { side: asked.side }),
    ...('waveId' in asked && { wave: asked.waveId }),
    ...('closesOn' in asked && { until: asked.closesOn }),
    ...('days' in asked && { days: asked.days }),
    ...('id' in asked && { handover: asked.id }),
  }
}
