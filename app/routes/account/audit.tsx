import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { formatDateTime, formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { AUDIT_ACTIONS } from '#app/people/audit/audit-event'
import { ENTRIES_A_PAGE, readAuditFilter } from '#app/people/audit/audit-filter'
import { AuditTable } from '#app/people/audit/audit-table'
import { listAudit, listAuditActors } from '#app/people/audit/read-audit.server'
import { verifyAudit } from '#app/people/audit/verify-audit.server'
import { may } from '#app/people/may'
import { ListPager } from '#app/relationships/list-pager'
import { readListQuery } from '#app/relationships/page-of'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'
import { Field } from '#app/ui/field'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'audit.title')

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'read-audit')
  const { workspaceId } = member
  const { prisma } = runtime().database
  const { searchParams } = new URL(request.url)
  return {
    list: await listAudit(prisma, workspaceId, readAuditFilter(request.url), readListQuery(request.url).page),
    actors: await listAuditActors(prisma, workspaceId),
    check: searchParams.has('check') ? await verifyAudit(prisma, workspaceId) : undefined,
    mayReadReasons: may(member, 'read-reasons'),
  }
}

export default function AuditPage() {
  const { t, i18n } = useTranslation()
  const { list, actors, check, mayReadReasons } = useLoaderData<typeof loader>()
  const [parameters] = useSearchParams()
  const given = (name: string) => parameters.get(name) ?? ''
  return (
    <main id="main" className="page">
      <h1>{t('audit.title')}</h1>
      <p>{t('audit.text')}</p>
      {check ? (
        <p className={check.broken ? 'notice bad' : 'notice good'} role="status">
          {check.broken
            ? t(`audit.check.${check.broken.reason}`, { number: check.broken.number })
            : t('audit.check.whole', { number: formatNumber(i18n.language, check.entries) })}{' '}
          {check.headHash ? (
            <>
              {t('audit.check.head')} <code className="wrap">{check.headHash}</code>
            </>
          ) : null}
        </p>
      ) : null}
      <Form method="get" className="card">
        <div className="cards">
          <Field id="action" label={t('audit.field.action')}>
            {(describe) => (
              <select {...describe} name="action" defaultValue={given('action')}>
                <option value="">{t('audit.everything')}</option>
                {AUDIT_ACTIONS.map((action) => (
                  <option key={action} value={action}>
                    {t(`audit.action.${action}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field id="actor" label={t('audit.field.actor')}>
            {(describe) => (
              <select {...describe} name="actor" defaultValue={given('actor')}>
                <option value="">{t('audit.everybody')}</option>
                {actors.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {(['from', 'to'] as const).map((name) => (
            <Field key={name} id={name} label={t(`audit.field.${name}`)}>
              {(describe) => <input {...describe} type="date" name={name} defaultValue={given(name)} />}
            </Field>
          ))}
        </div>
        {given('object') ? <input type="hidden" name="object" value={given('object')} /> : null}
        <div className="actions">
          <button type="submit">{t('audit.filter')}</button>
          {[...parameters].length > 0 ? <Link to={paths.audit}>{t('audit.all')}</Link> : null}
          <a href={`${paths.auditCsv}?${parameters}`} download>
            {t('words.download-csv')}
          </a>
          <Link to={`${paths.audit}?check`}>{t('audit.check.now')}</Link>
          {mayReadReasons ? <Link to={paths.withheld}>{t('audit.withheld.title')}</Link> : null}
        </div>
      </Form>
      {list.total === 0 ? (
        <p className="empty">{t('audit.empty')}</p>
      ) : (
        <>
          <AuditTable rows={list.rows} formatMoment={(at) => formatDateTime(i18n.language, at)} />
          <ListPager page={list.page} total={list.total} pageSize={ENTRIES_A_PAGE} />
        </>
      )}
    </main>
  )
}
