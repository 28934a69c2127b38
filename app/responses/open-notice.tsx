import { useTranslation } from '#app/i18n/use-translation'

interface OpenNoticeProps {
  count: number
  items: { href: string; words: string }[]
}

/** What a submission left open, asked about once; nothing is wrong with it. */
export function OpenNotice({ count, items }: OpenNoticeProps) {
  const { t } = useTranslation()
  return (
    <div className="notice warn" role="alert" tabIndex={-1}>
      <p>{t('respond.open-items', { count })}</p>
      <ul>
        {items.map(({ href, words }) => (
          <li key={href}>
            <a href={href}>{words}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
