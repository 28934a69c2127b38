import { useTranslation } from '#app/i18n/use-translation'
import { DIGESTS } from './digest-period'

interface MailChoiceFieldsProps {
  chosen: { digest: unknown; wantsResultsMails: unknown }
  error: string | undefined
}

/** How often a digest comes, and whether each publication is told. */
export function MailChoiceFields({ chosen, error }: MailChoiceFieldsProps) {
  const { t } = useTranslation()
  return (
    <>
      <fieldset className="field" id="digest">
        <legend>{t('digests.digest')}</legend>
        <p className="hint">{t('digests.digest-hint')}</p>
        {error ? <p className="field-error">{error}</p> : null}
        {DIGESTS.map((one) => (
          <p key={one}>
            <label>
              <input type="radio" name="digest" value={one} defaultChecked={chosen.digest === one} />
              {t(`digests.every.${one}`)}
            </label>
          </p>
        ))}
      </fieldset>
      <fieldset className="field" id="wantsResultsMails">
        <legend>{t('digests.results')}</legend>
        <p>
          <label>
            <input
              type="checkbox"
              name="wantsResultsMails"
              value="yes"
              defaultChecked={chosen.wantsResultsMails === true || chosen.wantsResultsMails === 'yes'}
            />
            {t('digests.wants-results')}
          </label>
        </p>
      </fieldset>
    </>
  )
}
