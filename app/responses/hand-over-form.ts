import { z } from 'zod'
import { email, line } from '#app/relationships/fields'

/** One of the relationships that a person is asked about. */
export const askedSchema = z.object({ assignment: z.uuid() })

/** "Not my relationship (any more)", with the colleague to ask instead, or nobody. */
export const handOverSchema = z
  .object({
    ...askedSchema.shape,
    colleagueName: line(120),
    colleagueEmail: z.union([z.literal(''), email]),
  })
  .check(({ value: { colleagueName, colleagueEmail }, value, issues }) => {
    if ((colleagueName === '') === (colleagueEmail === '')) return
    const path = [colleagueName === '' ? 'colleagueName' : 'colleagueEmail']
    issues.push({ code: 'custom', message: 'respond.hand-over.both', input: value, path })
  })

export type HandOverForm = z.infer<typeof handOverSchema>
