import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import type { ImportProblem } from './parse-import'

/** Every line that stands in the way of an import, with its reason. */
export function ImportProblems({ problems, count }: { problems: ImportProblem[]; count: number }) {
  const { t } = useTranslation()
  return (
    <section className="error-summary" role="alert">
      <h2>{t('imports.problems', { count })}</h2>
      <p>{t('imports.nothing-imported')}</p>
      {count > problems.length ? <p>{t('imports.first-problems', { shown: problems.length })}</p> : null}
      <TableFrame label={t('imports.problems', { count })}>
        <table>
          <thead>
            <tr>
              <th scope="col" className="number">
                {t('imports.line')}
              </th>
              <th scope="col">{t('imports.column-head')}</th>
              <th scope="col">{t('imports.found')}</th>
              <th scope="col">{t('imports.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map((problem, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes while it is shown
              <tr key={index}>
                <td className="number">{problem.line}</td>
                <td>{problem.column ? <code dir="ltr">{problem.column}</code> : null}</td>
                <td>{problem.found ? <bdi>{problem.found}</bdi> : null}</td>
                <td>{t(problem.code, problem.values ?? {})}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  )
}
