import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { requireOutbox } from '#app/http/require-outbox.server'
import { formatDateTime } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { listOutboxFiles } from '#app/mail/outbox-files.server'
import { TableFrame } from '#app/ui/table-frame'

const SHOWN = 100

export const meta: MetaFunction = () => [{ title: 'Thiqa' }]

export async function loader({ request }: LoaderFunctionArgs) {
  return { files: await listOutboxFiles(requireOutbox(request), SHOWN) }
}

export default function OutboxPage() {
  const { t, i18n } = useTranslation()
  const { files } = useLoaderData<typeof loader>()
  return (
    <main id="main" className="page">
      <h1>{t('outbox.title')}</h1>
      <p>{t('outbox.text', { count: SHOWN })}</p>
      {files.length === 0 ? (
        <p className="empty">{t('outbox.empty')}</p>
      ) : (
        <TableFrame label={t('outbox.title')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('outbox.subject')}</th>
                <th scope="col">{t('outbox.to')}</th>
                <th scope="col">{t('outbox.date')}</th>
              </tr>
            </thead>
            <tbody>
              {files.map((file) => (
                <tr key={file.name}>
                  <td>
                    <a href={paths.outboxMessage(file.name)}>
                      <bdi>{file.subject}</bdi>
                    </a>
                  </td>
                  <td>
                    <bdi>{file.to}</bdi>
                  </td>
                  <td>{file.date ? formatDateTime(i18n.language, file.date) : null}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </main>
  )
}
