import { z } from 'zod'
import { day, requiredLine } from '#app/relationships/fields'

export const interventionSchema = z.object({
  text: requiredLine(300),
  responsible: requiredLine(120),
  dueOn: day.refine((value) => value !== null, { error: 'relationships.error.required' }),
})
export type InterventionForm = z.infer<typeof interventionSchema>

export const closeSchema = z.object({ id: z.uuid(), outcome: requiredLine(500) })
