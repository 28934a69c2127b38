import { Form } from '@remix-run/react'
import { formatDateTime } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import { eventKey } from './webhook-events'

export interface ShownDelivery {
  id: string
  event: string
  state: string
  attempts: number
  lastStatus: number | null
  lastError: string | null
  lastMilliseconds: number | null
  triedAt: Date | null
  nextAttemptAt: Date
  createdAt: Date
}

interface DeliveryTableProps {
  deliveries: ShownDelivery[]
  /** whether messages can be sent again: not to a webhook that is off */
  maySend: boolean
}

const TONES: Record<string, string> = { delivered: 'good', failed: 'warn' }

/** What was sent to a webhook of late, the newest first, and what came of it. */
export function DeliveryTable({ deliveries, maySend }: DeliveryTableProps) {
  const { t, i18n } = useTranslation()
  return (
    <TableFrame label={t('webhooks.deliveries')}>
      <table>
        <thead>
          <tr>
            {(['event', 'made', 'state', 'answer', 'duration', 'attempts', 'again'] as const).map((name) => (
              <th key={name} scope="col" className={['duration', 'attempts'].includes(name) ? 'number' : undefined}>
                {t(`webhooks.delivery.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {deliveries.map((one) => (
            <tr key={one.id}>
              <td>{t(`webhooks.event.${eventKey(one.event)}`)}</td>
              <td>{formatDateTime(i18n.language, one.createdAt)}</td>
              <td>
                <span className={`tag ${TONES[one.state] ?? ''}`}>{t(`webhooks.delivery-state.${one.state}`)}</span>
                {one.state === 'queued' && one.triedAt ? (
                  <> {t('webhooks.delivery.next', { date: formatDateTime(i18n.language, one.nextAttemptAt) })}</>
                ) : null}
              </td>
              <td>
                {one.lastStatus ??
                  (one.lastError ? t(`webhooks.failure.${one.lastError}`) : t('webhooks.delivery.none'))}
              </td>
              <td className="number">
                {one.lastMilliseconds === null
                  ? t('webhooks.delivery.none')
                  : t('webhooks.milliseconds', { number: one.lastMilliseconds })}
              </td>
              <td className="number">{one.attempts}</td>
              <td>
                {one.state === 'queued' || !maySend ? null : (
                  <Form method="post">
                    <input type="hidden" name="deliveryId" value={one.id} />
                    <button type="submit" name="intent" value="send-again" className="link">
                      {t('webhooks.send-again')}
                    </button>
                  </Form>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
