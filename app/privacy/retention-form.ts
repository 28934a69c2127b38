import { z } from 'zod'
import { RETENTION_MONTHS } from '#app/studies/promise'

const months = z.coerce
  .number({ error: 'members.error.months' })
  .int({ error: 'members.error.months' })
  .min(RETENTION_MONTHS.least, { error: 'members.error.months' })
  .max(RETENTION_MONTHS.most, { error: 'members.error.months' })
/** what would be deleted was read, and is wanted */
const isSure = z.literal('on').optional()

export const workspaceRetentionSchema = z.object({ contactMonths: months, mailMonths: months, isSure })
export type WorkspaceRetention = z.infer<typeof workspaceRetentionSchema>

export const studyRetentionSchema = z.object({ studyId: z.uuid(), retentionMonths: months, isSure })
export type StudyRetention = z.infer<typeof studyRetentionSchema>
