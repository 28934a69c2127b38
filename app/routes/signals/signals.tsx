import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { openSignals } from '#app/http/open-signals.server'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import { may } from '#app/people/may'
import { ListPager } from '#app/relationships/list-pager'
import { readListQuery } from '#app/relationships/page-of'
import { pageTitle } from '#app/relationships/page-title'
import { SIGNAL_KINDS } from '#app/signals/signal-kinds'
import { SignalTable } from '#app/signals/signal-table'
import { listSignals, readSignalFilter } from '#app/signals/signals.server'
import { Field } from '#app/ui/field'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'signals.title')

export async function loader({ request }: LoaderFunctionArgs) {
  const { prisma, member, workspaceId, within } = await openSignals(request)
  const filter = readSignalFilter(request.url)
  const list = await listSignals(prisma, { workspaceId, within }, filter, readListQuery(request.url).page)
  return { list, filter, showsOwners: may(member, 'see-owners') }
}

export default function SignalsPage() {
  const { t } = useTranslation()
  const { list, filter, showsOwners } = useLoaderData<typeof loader>()
  const [parameters] = useSearchParams()
  return (
    <main id="main" className="page">
      <div className="page-head">
        <h1>{t('signals.title')}</h1>
        <p className="actions">
          <Link to={paths.interventions}>{t('signals.interventions.title')}</Link>
          <a href={`${paths.signalsCsv}?${parameters}`} download>
            {t('words.download-csv')}
          </a>
        </p>
      </div>
      <p>{t('signals.text')}</p>
      <Form method="get" className="card">
        <div className="cards">
          <Field id="kind" label={t('signals.field.kind')}>
            {(describe) => (
              <select {...describe} name="kind" defaultValue={filter.kind ?? ''}>
                <option value="">{t('signals.all-kinds')}</option>
                {SIGNAL_KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`signals.kind.${kind}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field id="state" label={t('signals.field.state')}>
            {(describe) => (
              <select {...describe} name="state" defaultValue={filter.isCleared ? 'cleared' : 'open'}>
                <option value="open">{t('signals.state.open')}</option>
                <option value="cleared">{t('signals.state.cleared')}</option>
              </select>
            )}
          </Field>
        </div>
        <div className="actions">
          <button type="submit">{t('signals.show')}</button>
        </div>
      </Form>
      {list.total === 0 ? (
        <p className="empty">{t(filter.isCleared ? 'signals.empty-cleared' : 'signals.empty')}</p>
      ) : (
        <>
          <SignalTable rows={list.rows} showsOwners={showsOwners} />
          <ListPager page={list.page} total={list.total} />
        </>
      )}
    </main>
  )
}
