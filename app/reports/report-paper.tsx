import type { ReactNode } from 'react'
import { formatDate } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'

interface ReportPaperProps {
  kind: 'relationship' | 'portfolio'
  workspaceName: string
  studyName: string
  /** what the report is about */
  title: ReactNode
  now: Date
  children: ReactNode
  /** ways on, and what can be done with it: on the screen alone */
  actions?: ReactNode
}

/** The paper of a report: whose it is, what it is about, of which day, and how to read it. */
export function ReportPaper({ kind, workspaceName, studyName, title, now, children, actions }: ReportPaperProps) {
  const { t, i18n } = useTranslation()
  return (
    <main id="main" className="page report">
      {actions}
      <p className="quiet">
        {t(`reports.${kind}.title`)} · <bdi>{workspaceName}</bdi> · <bdi>{studyName}</bdi> ·{' '}
        {formatDate(i18n.language, now)}
      </p>
      <h1>{title}</h1>
      <p className="hint">{t('reports.how-to-read')}</p>
      {children}
    </main>
  )
}
