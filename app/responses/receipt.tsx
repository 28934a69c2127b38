import { useTranslation } from 'react-i18next'
import type { Answer, Answers } from '#app/instruments/answers'
import { pipeText } from '#app/instruments/pipe-text'
import type { Questionnaire } from './questionnaire'

/** What a person has submitted, to read and print. */
export function Receipt({ page, answers }: { page: Questionnaire; answers: Answers }) {
  const { t } = useTranslation()
  const { text, partner } = page
  const show = (answer: Answer | undefined, isAgreement: boolean) => {
    if (answer === undefined) return ''
    if (typeof answer === 'object') return t(`respond.missing.${answer.missing}`)
    return isAgreement && typeof answer === 'number' ? text.anchors[answer - page.scale.minimum] : String(answer)
  }
  return (
    <main id="main" className="page narrow">
      <p className="quiet">
        <a href={page.overview}>{t('respond.back')}</a>
      </p>
      <h1>
        <bdi>{partner}</bdi>
      </h1>
      <p className="notice good" role="status">
        {t('respond.submitted')}
      </p>
      {page.sections.map((section) => (
        <section key={section.id} className="card">
          <h2>{pipeText(text.sections[section.id]?.title ?? '', partner)}</h2>
          <dl className="receipt">
            {section.items.flatMap((item) =>
              (item.kind === 'constant_sum' ? item.parts : [item]).map(({ id }) => (
                <div key={id}>
                  <dt>{pipeText(text.parts[id]?.text ?? text.items[id]?.text ?? id, partner)}</dt>
                  <dd>
                    {show(answers[id], item.kind === 'agreement')}
                    {item.kind === 'constant_sum' && typeof answers[id] === 'number' ? ' %' : ''}
                  </dd>
                </div>
              )),
            )}
          </dl>
        </section>
      ))}
    </main>
  )
}
