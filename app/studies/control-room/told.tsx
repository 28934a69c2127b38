import { formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'

/** A number in a table, or that it is not shown. */
export function Told({ value, more }: { value: number | undefined; more?: string | undefined }) {
  const { t, i18n } = useTranslation()
  return (
    <td className="number">
      {value === undefined ? (
        <span className="quiet">{t('control.withheld')}</span>
      ) : (
        <>
          {formatNumber(i18n.language, value)}
          {more}
        </>
      )}
    </td>
  )
}
