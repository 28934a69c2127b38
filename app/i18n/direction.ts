const RIGHT_TO_LEFT_SCRIPTS = new Set(['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa'])

/** By the script that the language is usually written in: a language that is added needs no line here. */
export function directionOf(language: string): Direction {
  const known = directions.get(language)
  if (known) return known
  const { script } = new Intl.Locale(language).maximize()
  const direction = script && RIGHT_TO_LEFT_SCRIPTS.has(script) ? 'rtl' : 'ltr'
  directions.set(language, direction)
  return direction
}

type Direction = 'ltr' | 'rtl'
const directions = new Map<string, Direction>()

/** A language's name in its own words, for switches: a person who needs it can read it. */
export function ownNameOf(language: string): string {
  const made = ownNames.get(language)
  if (made) return made
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  ownNames.set(language, name)
  return name
}

const ownNames = new Map<string, string>()
