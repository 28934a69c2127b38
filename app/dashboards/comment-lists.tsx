import { useTranslation } from '#app/i18n/use-translation'

interface CommentListsProps {
  minimum: number
  groups: { wave: number; side: 'buyer' | 'supplier'; question: string; texts: string[] }[]
}

/** What people said in their own words and allowed to be shown: nobody knows who said which. */
export function CommentLists({ groups, minimum }: CommentListsProps) {
  const { t } = useTranslation()
  return (
    <>
      <p className="hint">{t('results.comments.why', { minimum })}</p>
      {groups.length === 0 ? <p className="empty">{t('results.comments.none')}</p> : null}
      {groups.map(({ wave, side, question, texts }) => (
        <section key={`${wave} ${side} ${question}`} className="card">
          <h3>{question}</h3>
          <p className="quiet">
            {t(`words.${side}`)} · {t('results.wave', { number: wave })}
          </p>
          <ul className="comments">
            {texts.map((text, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: comments have no identity, on purpose
              <li key={place}>
                <bdi>{text}</bdi>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
