import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { formatDateTime } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'
import { TableFrame } from '#app/ui/table-frame'
import { eventKey } from '#app/webhooks/webhook-events'
import { listWebhooks } from '#app/webhooks/webhooks.server'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'webhooks.title')

export async function loader({ request }: LoaderFunctionArgs) {
  const { workspaceId } = await requireMember(request, 'set-up')
  return { webhooks: await listWebhooks(runtime().database.prisma, workspaceId) }
}

export default function WebhooksPage() {
  const { t, i18n } = useTranslation()
  const { webhooks } = useLoaderData<typeof loader>()
  return (
    <main id="main" className="page">
      <p className="quiet">
        <Link to={paths.settings}>{t('members.settings.title')}</Link>
      </p>
      <div className="page-head">
        <h1>{t('webhooks.title')}</h1>
        <Link to={paths.newWebhook} className="button">
          {t('webhooks.add')}
        </Link>
      </div>
      <p>{t('webhooks.text')}</p>
      {webhooks.length === 0 ? (
        <p className="empty">{t('webhooks.empty')}</p>
      ) : (
        <TableFrame label={t('webhooks.title')}>
          <table>
            <thead>
              <tr>
                {(['name', 'url', 'events', 'state', 'last'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(`webhooks.field.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {webhooks.map((webhook) => (
                <tr key={webhook.id}>
                  <th scope="row">
                    <Link to={paths.webhook(webhook.id)}>
                      <bdi>{webhook.name}</bdi>
                    </Link>
                  </th>
                  <td>
                    <bdi dir="ltr">{new URL(webhook.url).host}</bdi>
                  </td>
                  <td>{webhook.events.map((event) => t(`webhooks.event.${eventKey(event)}`)).join(' · ')}</td>
                  <td>
                    <span className={`tag ${webhook.state === 'on' ? (webhook.failingSince ? 'warn' : 'good') : ''}`}>
                      {t(
                        `webhooks.state.${webhook.state === 'on' && webhook.failingSince ? 'troubled' : webhook.state}`,
                      )}
                    </span>
                  </td>
                  <td>
                    {webhook.lastTriedAt ? formatDateTime(i18n.language, webhook.lastTriedAt) : t('webhooks.never')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </main>
  )
}
