/** @returns the BCP 47 tag under which a language is known (`sh` is `sr-Latn`); undefined for what is no tag */
export function canonicalTag(language: string): string | undefined {
  if (!/^[a-z]{2,3}(-\w+)*$/i.test(language)) return undefined
  try {
    return Intl.getCanonicalLocales(language)[0]
  } catch {
    // for a tag that is none the standard gives nothing but this
    return undefined
  }
}
