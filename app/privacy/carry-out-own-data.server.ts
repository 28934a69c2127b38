import { type FormErrors, type FormValues, parseForm } from '#app/http/form'
import { askForAddress, correctOwnData, type OwnDataParts } from './correct-own-data.server'
import { erasePerson } from './erase-person.server'
import { addressSchema, correctSchema, eraseSchema } from './own-data-form'
import type { PersonKey } from './read-own-data.server'

export type OwnDataOutcome =
  | { kind: 'done'; what: 'corrected' | 'address-asked' }
  | { kind: 'erased'; language: string }
  | { kind: 'refused'; status: 409 | 422 | 429; values: FormValues; errors: FormErrors }
  | { kind: 'unknown' }

type Parts = OwnDataParts & { outboxDirectory: string }

/** What a person wants done with what is stored about them, as their page posted it. */
export async function carryOutOwnData(
  parts: Parts,
  person: PersonKey & { email: string },
  form: FormData,
  now: Date,
): Promise<OwnDataOutcome> {
  switch (form.get('intent')) {
    case 'correct': {
      const parsed = parseForm(correctSchema, form)
      if (!parsed.ok) return { kind: 'refused', status: 422, ...parsed }
      await correctOwnData(parts.prisma, person, parsed.data)
      return { kind: 'done', what: 'corrected' }
    }
    case 'change-address': {
      const parsed = parseForm(addressSchema, form)
      if (!parsed.ok) return { kind: 'refused', status: 422, ...parsed }
      if (parsed.data.email === person.email) return refuse(422, form, 'email', 'own-data.error.same-address')
      const isSent = await askForAddress(parts, person, parsed.data.email, now)
      if (!isSent) return refuse(429, form, 'email', 'own-data.error.too-often')
      return { kind: 'done', what: 'address-asked' }
    }
    case 'erase': {
      const parsed = parseForm(eraseSchema, form)
      if (!parsed.ok) return { kind: 'refused', status: 422, ...parsed }
      if (parsed.data.ownEmail !== person.email) return refuse(422, form, 'ownEmail', 'own-data.error.other-address')
      const { outboxDirectory } = parts
      const keepAway = parsed.data.keepAway === 'on'
      const erased = await erasePerson(parts, { ...person, keepAway, outboxDirectory })
      if (erased.ok) return { kind: 'erased', language: erased.language }
      return erased.reason === 'gone' ? { kind: 'unknown' } : refuse(409, form, 'ownEmail', 'own-data.error.publishing')
    }
    default:
      return { kind: 'unknown' }
  }
}

function refuse(status: 409 | 422 | 429, form: FormData, field: string, error: string): OwnDataOutcome {
  const values = Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
  return { kind: 'refused', status, values, errors: { [field]: [error] } }
}
