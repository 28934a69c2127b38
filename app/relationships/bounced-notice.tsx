import { formatDate } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'

interface BouncedNoticeProps {
  bounce: { code: string; at: Date } | undefined
  isBelieved: boolean
}

/** That mails to somebody came back, and the ways out. */
export function BouncedNotice({ bounce, isBelieved }: BouncedNoticeProps) {
  const { t, i18n } = useTranslation()
  if (bounce)
    return (
      <form method="post" action="?believe" className="notice warn" role="status">
        <p>
          {t('relationships.participants.bounced-text', {
            code: bounce.code,
            date: formatDate(i18n.language, bounce.at),
          })}
        </p>
        <button type="submit" className="second">
          {t('relationships.participants.believe')}
        </button>
      </form>
    )
  return isBelieved ? (
    <p className="notice good" role="status">
      {t('relationships.participants.believed')}
    </p>
  ) : null
}
