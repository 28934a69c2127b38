import { remembered } from './remembered'

const RIGHT_TO_LEFT_SCRIPTS = new Set(['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa'])

/** By the script that the language is usually written in: a language that is added needs no line here. */
export const directionOf = remembered((language: string): 'ltr' | 'rtl' => {
  const { script } = new Intl.Locale(language).maximize()
  return script && RIGHT_TO_LEFT_SCRIPTS.has(script) ? 'rtl' : 'ltr'
})

/** A language's name in its own words, for switches: a person who needs it can read it. */
export const ownNameOf = remembered(
  (language: string): string => new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language,
)
