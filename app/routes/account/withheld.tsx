import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { countDecisions } from '#app/disclosure/read-decisions.server'
import { SCOPES, WITHHELD_REASONS } from '#app/disclosure/release'
import { requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { formatDate, formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'
import { choosePublishedWave, listPublishedWaves } from '#app/studies/list-published-waves.server'
import { Field } from '#app/ui/field'
import { TableFrame } from '#app/ui/table-frame'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'audit.withheld.title')

export async function loader({ request }: LoaderFunctionArgs) {
  const { workspaceId } = await requireMember(request, 'read-reasons')
  const { prisma } = runtime().database
  const waves = await listPublishedWaves(prisma, workspaceId)
  const wave = choosePublishedWave(waves, request.url)
  return { waves, wave, counts: wave ? await countDecisions(prisma, { workspaceId, waveId: wave.id }) : [] }
}

const DECISIONS = ['released', ...WITHHELD_REASONS] as const

export default function WithheldPage() {
  const { t, i18n } = useTranslation()
  const { waves, wave, counts } = useLoaderData<typeof loader>()
  const scopes = SCOPES.filter((scope) => counts.some((one) => one.scope === scope))
  const countOf = (decision: string, scope: string) =>
    counts.find((one) => one.decision === decision && one.scope === scope)?.count ?? 0
  return (
    <main id="main" className="page">
      <p>
        <Link to={paths.audit}>{t('audit.title')}</Link>
      </p>
      <h1>{t('audit.withheld.title')}</h1>
      <p>{t('audit.withheld.text')}</p>
      {wave ? (
        <>
          <Form method="get" className="card">
            <Field id="wave" label={t('audit.withheld.wave')}>
              {(describe) => (
                <select {...describe} key={wave.id} name="wave" defaultValue={wave.id}>
                  {waves.map(({ id, number, study, publishedAt }) => (
                    <option key={id} value={id}>
                      {t('audit.withheld.wave-of', { number, study, date: formatDate(i18n.language, publishedAt) })}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <div className="actions">
              <button type="submit">{t('audit.filter')}</button>
              <a href={`${paths.withheldCsv}?wave=${wave.id}`} download>
                {t('words.download-csv')}
              </a>
            </div>
          </Form>
          <TableFrame label={t('audit.withheld.title')}>
            <table className="explained">
              <caption>{t('audit.withheld.caption')}</caption>
              <thead>
                <tr>
                  <td />
                  {scopes.map((scope) => (
                    <th key={scope} scope="col" className="number">
                      {t(`audit.withheld.scope.${scope}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {DECISIONS.map((decision) => (
                  <tr key={decision}>
                    <th scope="row">
                      {t(`audit.withheld.decision.${decision}`)}
                      <br />
                      <span className="quiet">{t(`audit.withheld.why.${decision}`)}</span>
                    </th>
                    {scopes.map((scope) => (
                      <td key={scope} className="number">
                        {formatNumber(i18n.language, countOf(decision, scope))}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        </>
      ) : (
        <p className="empty">{t('audit.withheld.none')}</p>
      )}
    </main>
  )
}
