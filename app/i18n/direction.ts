const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur'])

export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr'
}

/** A language's name in its own words, for switches: a person who needs it can read it. */
export function ownNameOf(language: string): string {
  const made = ownNames.get(language)
  if (made) return made
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  ownNames.set(language, name)
  return name
}

const ownNames = new Map<string, string>()
