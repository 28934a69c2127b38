import { z } from 'zod'
import { amount, code, currency, day, email, language, line, requiredLine, workFunction } from './fields'

export const organizationSchema = z.object({ code, name: requiredLine(160) })
export type OrganizationForm = z.infer<typeof organizationSchema>

const id = z.uuid({ error: 'relationships.error.required' })
const optionalId = z.union([z.literal('').transform(() => null), z.uuid({ error: 'relationships.error.required' })])

export const participantSchema = z.object({
  email,
  name: requiredLine(120),
  organizationId: id,
  language,
  function: workFunction,
  active: z.literal('on').optional(),
})
export type ParticipantForm = z.infer<typeof participantSchema>

export const relationshipSchema = z
  .object({
    code,
    buyerId: id,
    supplierId: id,
    category: line(120),
    annualSpend: amount,
    currency,
    startedOn: day,
    renewalOn: day,
    buyerOwnerId: optionalId.default(null),
    supplierOwnerId: optionalId.default(null),
    informants: z.array(id).max(500).default([]),
  })
  .refine((form) => form.buyerId !== form.supplierId, { error: 'relationships.error.same-firm', path: ['supplierId'] })
export type RelationshipForm = z.infer<typeof relationshipSchema>
