import { z } from 'zod'

/** What a button beside an entry asks for. */
export const entryIntentSchema = z.object({ intent: z.enum(['delete', 'restore']), id: z.uuid() })
