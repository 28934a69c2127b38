import { readListQuery } from '#app/relationships/page-of'
import type { Register } from './register'

const CHOICES = ['side', 'kind', 'outcome'] as const

/** What of a register an address asks for: a text, and an option of each choice; what is no option is left out. */
export function readRegisterChoice({ fields }: Register, url: string) {
  const { searchParams } = new URL(url)
  const only: Partial<Record<(typeof CHOICES)[number], string>> = {}
  for (const name of CHOICES) {
    const asked = searchParams.get(name) ?? ''
    if (fields.some((field) => field.name === name && field.options.includes(asked))) only[name] = asked
  }
  return { search: readListQuery(url).search, only }
}
