import { Form } from '@remix-run/react'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import { ImportProblems } from './import-problems'
import type { ImportProblem } from './parse-import'
import type { ImportPlan, LineState, PlannedLine } from './plan-import.server'

const SHOWN_LINES = 100
/** Reasons that a page can hold; a file with more has one thing wrong everywhere. */
const SHOWN_PROBLEMS = 10_000

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

interface ImportPreviewProps {
  summary: PlanSummary
  /** the text of the file, where it can be imported */
  csv: string | undefined
}

/** What an import would do, line by line, before it is done; or every line that stands in its way. */
export function ImportPreview({ summary, csv }: ImportPreviewProps) {
  const { t } = useTranslation()
  const { counts, lines, problems, problemCount } = summary
  const title = problemCount > 0 ? 'imports.right-lines' : 'imports.preview-title'
  const change = counts.new + counts.changed
  const hasLines = change + counts.unchanged > 0
  return (
    <>
      {problemCount > 0 ? <ImportProblems problems={problems} count={problemCount} /> : null}
      {hasLines ? (
        <section className="card" aria-labelledby="preview">
          <h2 id="preview">{t(title)}</h2>
          <p>{t('imports.counts', { created: counts.new, changed: counts.changed, unchanged: counts.unchanged })}</p>
          {change > lines.length ? <p className="hint">{t('imports.first-lines', { shown: lines.length })}</p> : null}
          {lines.length > 0 ? <LineTable lines={lines} /> : null}
          {csv === undefined ? null : (
            // multipart: the other way of sending forms makes six bytes of every Arabic letter
            <Form method="post" encType="multipart/form-data">
              <input type="hidden" name="csv" value={csv} />
              <div className="actions">
                <button type="submit" name="intent" value="import">
                  {t('imports.import')}
                </button>
              </div>
            </Form>
          )}
        </section>
      ) : null}
    </>
  )
}

function LineTable({ lines }: { lines: PlannedLine[] }) {
  const { t } = useTranslation()
  return (
    <TableFrame label={t('imports.what')}>
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
  )
}
