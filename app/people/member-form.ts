import { z } from 'zod'
import { ROLES } from './may'
import { emailSchema, nameSchema } from './set-up-form'

const required = { error: 'members.error.required' }
const ids = z.array(z.uuid(required), required).max(1000, { error: 'members.error.too-many' }).default([])

const rights = {
  role: z.enum(ROLES, required),
  /** the firm that a manager works for; empty for none */
  organizationId: z.union([z.literal('').transform(() => null), z.uuid()], required).default(null),
  seesAll: z.enum(['all', 'named'], required).default('named'),
  organizations: ids,
  relationships: ids,
  categories: z.array(z.string().min(1).max(120), required).max(1000, { error: 'members.error.too-many' }).default([]),
  /** ticked where ownership changes hands */
  isSure: z.literal('on', required).optional(),
}

/** A manager without anything to look at would find empty pages only. */
function checkScope(
  form: z.output<z.ZodObject<typeof rights>>,
  check: { addIssue(issue: { code: 'custom'; path: string[]; message: string }): void },
): void {
  const named = form.organizations.length + form.relationships.length + form.categories.length
  if (form.role === 'manager' && form.seesAll === 'named' && named === 0)
    check.addIssue({ code: 'custom', path: ['seesAll'], message: 'members.error.nothing-named' })
}

export const memberSchema = z.object(rights).superRefine(checkScope)
export type MemberForm = z.infer<typeof memberSchema>

export const newMemberSchema = z.object({ name: nameSchema, email: emailSchema, ...rights }).superRefine(checkScope)
export type NewMemberForm = z.infer<typeof newMemberSchema>
