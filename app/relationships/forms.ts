import { z } from 'zod'
import { checkTerms } from './check-terms'
import {
  amount,
  code,
  codeOrNone,
  currency,
  day,
  email,
  language,
  line,
  requiredLine,
  timeZoneOrNone,
  workFunction,
} from './fields'

export const organizationSchema = z.object({ code, name: requiredLine(160) })
export type OrganizationForm = z.infer<typeof organizationSchema>

const required = { error: 'relationships.error.required' }
const id = z.uuid(required)
const optionalId = z.union([z.literal('').transform(() => null), id], required)

export const participantSchema = z.object({
  email,
  name: requiredLine(120),
  organizationId: id,
  language,
  function: workFunction,
  /** empty: that of the study */
  timeZone: timeZoneOrNone.optional(),
  active: z.literal('on', required).optional(),
  answersForFirm: z.literal('on', required).optional(),
})
export type ParticipantForm = z.infer<typeof participantSchema>

export const relationshipSchema = z
  .object({
    /** empty: one is suggested */
    code: codeOrNone,
    buyerId: id,
    supplierId: id,
    category: line(120),
    annualSpend: amount,
    currency,
    startedOn: day,
    renewalOn: day,
    buyerOwnerId: optionalId.default(null),
    supplierOwnerId: optionalId.default(null),
    informants: z.array(id, required).max(500, { error: 'relationships.error.too-many' }).default([]),
  })
  .refine((form) => form.buyerId !== form.supplierId, { error: 'relationships.error.same-firm', path: ['supplierId'] })
  .superRefine((form, check) => {
    for (const { field, code } of checkTerms(form))
      check.addIssue({ code: 'custom', path: [field], message: `relationships.error.${code}` })
  })
export type RelationshipForm = z.infer<typeof relationshipSchema>
