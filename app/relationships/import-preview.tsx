import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { TableFrame } from '#app/ui/table-frame'
import type { ImportProblem } from './parse-import'
import type { ImportPlan, LineState, PlannedLine } from './plan-import.server'

const SHOWN_LINES = 100
const SHOWN_PROBLEMS = 500

export interface PlanSummary {
  counts: Record<LineState, number>
  /** the first hundred lines that would change something */
  lines: PlannedLine[]
  problems: ImportProblem[]
  problemCount: number
}

/** What a page shows of a plan. */
export function summarizePlan({ lines, problems }: ImportPlan): PlanSummary {
  const counts: Record<LineState, number> = { new: 0, changed: 0, unchanged: 0 }
  for (const { state } of lines) counts[state]++
  return {
    counts,
    lines: lines
      .filter(({ state }) => state !== 'unchanged')
      .slice(0, SHOWN_LINES)
      .map(({ line, state, key }) => ({ line, state, key })),
    problems: problems.toSorted((a, b) => a.line - b.line).slice(0, SHOWN_PROBLEMS),
    problemCount: problems.length,
  }
}

/** What an import would do, line by line, before it is done; or every line that stands in its way. */
export function ImportPreview({ summary, csv }: { summary: PlanSummary; csv: string }) {
  const { t } = useTranslation()
  const { counts, lines, problems, problemCount } = summary
  if (problemCount > 0) return <ImportProblems problems={problems} count={problemCount} />
  return (
    <section className="card" aria-labelledby="preview">
      <h2 id="preview">{t('imports.preview-title')}</h2>
      <p>{t('imports.counts', { created: counts.new, changed: counts.changed, unchanged: counts.unchanged })}</p>
      {lines.length > 0 ? (
        <TableFrame label={t('imports.preview-title')}>
          <table>
            <thead>
              <tr>
                <th scope="col" className="number">
                  {t('imports.line')}
                </th>
                <th scope="col">{t('imports.key')}</th>
                <th scope="col">{t('imports.what')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.line}>
                  <td className="number">{line.line}</td>
                  <td>
                    <bdi>{line.key}</bdi>
                  </td>
                  <td>{t(`imports.state.${line.state}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      ) : null}
      <Form method="post">
        <input type="hidden" name="csv" value={csv} />
        <div className="actions">
          <button type="submit" name="intent" value="import">
            {t('imports.import')}
          </button>
        </div>
      </Form>
    </section>
  )
}

function ImportProblems({ problems, count }: { problems: ImportProblem[]; count: number }) {
  const { t } = useTranslation()
  return (
    <section className="error-summary" role="alert">
      <h2>{t('imports.problems', { count })}</h2>
      <p>{t('imports.nothing-imported')}</p>
      <TableFrame label={t('imports.problems', { count })}>
        <table>
          <thead>
            <tr>
              <th scope="col" className="number">
                {t('imports.line')}
              </th>
              <th scope="col">{t('imports.column-head')}</th>
              <th scope="col">{t('imports.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map((problem, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes while it is shown
              <tr key={index}>
                <td className="number">{problem.line}</td>
                <td>{problem.column ? <code dir="ltr">{problem.column}</code> : null}</td>
                <td>{t(problem.code, problem.values ?? {})}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  )
}
