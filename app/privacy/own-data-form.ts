import { z } from 'zod'
import { email, language, requiredLine, timeZoneOrNone } from '#app/relationships/fields'

/** What a person may correct by themselves. */
export const correctSchema = z.object({ name: requiredLine(120), language, timeZone: timeZoneOrNone.default('') })
export type CorrectForm = z.infer<typeof correctSchema>

export const addressSchema = z.object({ email })

/** Erasing takes the own address, typed: nobody does it by mistake, and no robot that presses what it sees. */
export const eraseSchema = z.object({ ownEmail: email, keepAway: z.literal('on').optional() })
