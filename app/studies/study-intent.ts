import { z } from 'zod'

const relationshipId = z.uuid()
const side = z.enum(['buyer', 'supplier'])
const agreedBy = z
  .string()
  .trim()
  .max(120, { error: 'studies.error.too-long' })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL refuses NUL, and no name holds a line break
  .regex(/^[^\u0000-\u001f\u007f]*$/, { error: 'studies.error.control-character' })
const days = z.coerce
  .number({ error: 'studies.error.days' })
  .int({ error: 'studies.error.days' })
  .min(1, { error: 'studies.error.days' })
  .max(90, { error: 'studies.error.days' })

const isoDay = z.iso.date({ error: 'studies.error.day' })

/** What the buttons of a study's page ask for. */
export const studyIntentSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('add-all') }),
  z.object({ intent: z.literal('add'), relationshipId }),
  z.object({ intent: z.literal('remove'), relationshipId }),
  z.object({
    intent: z.literal('opt-in'),
    relationshipId,
    side,
    agreedBy: agreedBy.min(1, { error: 'studies.error.agreed-by' }),
  }),
  z.object({ intent: z.literal('opt-in-all'), agreedBy: agreedBy.min(1, { error: 'studies.error.agreed-by' }) }),
  z.object({ intent: z.literal('opt-out'), relationshipId, side }),
  z.object({ intent: z.literal('open-wave'), days }),
  z.object({
    intent: z.literal('open-trial'),
    days,
    emails: z.string().max(20_000, { error: 'studies.error.too-long' }),
  }),
  z.object({ intent: z.enum(['close-wave', 'pause', 'resume', 'publish-now']), waveId: z.uuid() }),
  z.object({ intent: z.enum(['extend', 'reopen']), waveId: z.uuid(), closesOn: isoDay }),
  z.object({ intent: z.literal('handover-accept'), id: z.uuid() }),
  z.object({ intent: z.literal('handover-leave'), id: z.uuid() }),
])

export type StudyIntent = z.infer<typeof studyIntentSchema>
