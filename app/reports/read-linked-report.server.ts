import type { TimeAssumptions } from '#app/dashboards/relationship/time-cost'
import type { Db } from '#app/db/database.server'
import { findResultStudy } from '#app/disclosure/read-results.server'
import { readPortfolioReport } from './read-portfolio-report.server'
import { readRelationshipReport } from './read-relationship-report.server'
import type { OpenedLink } from './report-links.server'

/**
 * The report behind a link, without names of people; what it is called stands in the title of the page.
 * @returns undefined where nothing is there to be shown any more
 */
export async function readLinkedReport(
  db: Db,
  link: OpenedLink,
  { assumed, now }: { assumed: TimeAssumptions; now: Date },
) {
  const { workspaceId, within, studyId, relationshipId } = link
  const asked = { workspaceId, within, showsNames: false, showsEvidence: true, now }
  const { name: workspaceName } = await db.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { name: true },
  })
  if (!relationshipId) {
    const report = await readPortfolioReport(db, { ...asked, studyId })
    return report && { kind: 'portfolio' as const, report, workspaceName, title: report.study.name }
  }
  const study = await findResultStudy(db, workspaceId, studyId)
  const report = study && (await readRelationshipReport(db, { ...asked, study, relationshipId, assumed }))
  if (!report) return undefined
  const { buyerName, supplierName } = report.relationship
  return { kind: 'relationship' as const, report, workspaceName, title: `${buyerName} – ${supplierName}` }
}
