import { directionOf, ownNameOf } from '#app/i18n/direction'

interface LanguageSwitchProps {
  action: string
  /** where to return to */
  back: string
  language: string
  languages: readonly string[]
}

/** One button per other language, in its own words; a plain form, so that it works without script. */
export function LanguageSwitch({ action, back, language, languages }: LanguageSwitchProps) {
  return (
    <form method="post" action={action} className="language-switch">
      <input type="hidden" name="back" value={back} />
      {languages
        .filter((other) => other !== language)
        .map((other) => (
          <button
            type="submit"
            key={other}
            name="language"
            value={other}
            lang={other}
            dir={directionOf(other)}
            className="link"
          >
            {ownNameOf(other)}
          </button>
        ))}
    </form>
  )
}
