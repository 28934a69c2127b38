import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { type FormErrors, type FormValues, formValues, parseForm } from '#app/http/form'
import { type CurrentMember, notFound, requireMember, requireRecordId } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { formatDateTime } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { recordEvent } from '#app/people/audit/record-event.server'
import { isTooOften } from '#app/people/count-attempts.server'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'
import { ConfirmDelete } from '#app/ui/confirm-delete'
import { ErrorSummary } from '#app/ui/error-summary'
import { deliverOne, queueAgain } from '#app/webhooks/deliver-webhooks.server'
import { DeliveryTable } from '#app/webhooks/delivery-table'
import type { PostOutcome } from '#app/webhooks/post-webhook.server'
import { recordTest } from '#app/webhooks/queue-webhooks.server'
import { readTarget } from '#app/webhooks/target-url'
import { VERIFY_SAMPLES } from '#app/webhooks/verify-samples'
import { WebhookFields } from '#app/webhooks/webhook-fields'
import { webhookIntentSchema, webhookSchema } from '#app/webhooks/webhook-form'
import { deleteWebhook, findWebhook, replaceSecret, saveWebhook, switchWebhook } from '#app/webhooks/webhooks.server'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'webhooks.title', data?.webhook?.name)

async function openWebhook(request: Request, parameter: string | undefined) {
  const member = await requireMember(request, 'set-up')
  const { prisma } = runtime().database
  const id = requireRecordId(parameter)
  const webhook = id && (await findWebhook(prisma, member.workspaceId, id))
  if (id && !webhook) throw notFound()
  return { member, prisma, webhook: webhook || undefined }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { webhook } = await openWebhook(request, params.webhookId)
  const now = new Date()
  const oldSecretUntil = webhook?.oldSecretUntil
  return { webhook, oldSecretUntil: oldSecretUntil && oldSecretUntil > now ? oldSecretUntil : undefined }
}

/** What an answer to a form may tell; each page shows what is there. */
interface Told {
  values?: FormValues | undefined
  errors?: FormErrors | undefined
  /** key of a text */
  refusal?: string | undefined
  /** of a message that was sent just now */
  outcome?: PostOutcome | undefined
  /** shown this once */
  signingSecret?: string | undefined
  /** of the webhook that was made just now */
  madeId?: string | undefined
}
const tell = (told: Told, status = 200) => data(told, { status })

export async function action({ request, params }: ActionFunctionArgs) {
  const { member, prisma, webhook } = await openWebhook(request, params.webhookId)
  const { secret } = runtime()
  const { workspaceId, actor } = member
  const keeper = { prisma, secret, workspaceId, actor }
  const form = await readForm(request)
  const intent = parseForm(webhookIntentSchema, form)
  if (!intent.ok) return tell({ refusal: 'webhooks.error.unknown-intent' }, 400)
  const asked = intent.data
  if (asked.intent === 'save') return save(keeper, webhook?.id, form)
  if (!webhook) throw notFound()
  const { id } = webhook
  switch (asked.intent) {
    case 'delete':
      await deleteWebhook(keeper, id)
      throw redirect(paths.webhooks)
    case 'switch-on':
    case 'switch-off':
      await switchWebhook(keeper, id, asked.intent === 'switch-on' ? 'on' : 'off')
      throw redirect(paths.webhook(id))
    case 'make-secret': {
      const signingSecret = await replaceSecret(keeper, id, new Date())
      if (!signingSecret) throw notFound()
      return tell({ signingSecret })
    }
    case 'test':
    case 'send-again':
      return sendByHand(member, webhook, asked.intent === 'send-again' ? asked.deliveryId : undefined)
  }
}

async function save(keeper: Parameters<typeof saveWebhook>[0], id: string | undefined, form: FormData) {
  const parsed = parseForm(webhookSchema, form)
  if (!parsed.ok) return tell({ values: parsed.values, errors: parsed.errors }, 422)
  const target = readTarget(parsed.data.url, runtime().env.webhookNetworks)
  if (!target.ok) return tell({ values: formValues(form), errors: { url: [`webhooks.error.${target.reason}`] } }, 422)
  const saved = await saveWebhook(keeper, id, parsed.data)
  if (!saved.ok) return tell({ values: formValues(form), refusal: `webhooks.error.${saved.reason}` }, 409)
  if (!saved.signingSecret) throw redirect(paths.webhook(saved.id))
  return tell({ signingSecret: saved.signingSecret, madeId: saved.id })
}

/** Sends a test, or a message once more, and tells at once what came of it. */
async function sendByHand(
  { workspaceId, actor }: CurrentMember,
  { id: webhookId, state }: { id: string; state: string },
  deliveryId: string | undefined,
) {
  const { database, queue, secret, env } = runtime()
  const { prisma } = database
  const now = new Date()
  if (deliveryId && state !== 'on') return tell({ refusal: 'webhooks.error.off' }, 409)
  if (await isTooOften(prisma, 'webhook-by-hand', workspaceId, now))
    return tell({ refusal: 'webhooks.error.too-often' }, 429)
  const isQueued = deliveryId ? await queueAgain(prisma, { workspaceId, webhookId, id: deliveryId, now }) : true
  if (!isQueued) return tell({ refusal: 'webhooks.error.waiting' }, 409)
  const id = deliveryId ?? (await recordTest(prisma, { workspaceId, webhookId, now }))
  const parts = { prisma, queue, secret, clock: () => new Date(), post: { networks: env.webhookNetworks } }
  const outcome = await deliverOne(parts, { workspaceId, id })
  const deed = deliveryId ? 'webhook-sent-again' : 'webhook-tested'
  await recordEvent(prisma, actor, { action: deed, objectKind: 'webhook', objectId: webhookId })
  return outcome ? tell({ outcome }) : tell({ refusal: 'webhooks.error.waiting' }, 409)
}

const NEW_WEBHOOK = { name: '', url: '', events: ['wave.opened', 'wave.closed', 'wave.published'] }

export default function WebhookPage() {
  const { t, i18n } = useTranslation()
  const { webhook, oldSecretUntil } = useLoaderData<typeof loader>()
  const told = (useActionData<typeof action>() ?? {}) as Told
  const { values, errors, refusal, outcome, signingSecret, madeId } = told
  const refused = values ? { values, errors: errors ?? {} } : undefined
  const isOn = webhook?.state === 'on'
  return (
    <main id="main" className="page">
      <p className="quiet">
        <Link to={paths.webhooks}>{t('webhooks.title')}</Link>
      </p>
      <h1>
        <bdi>{webhook?.name ?? t('webhooks.add')}</bdi>
      </h1>
      {refusal ? (
        <p className="notice bad" role="alert">
          {t(refusal)}
        </p>
      ) : null}
      {outcome ? (
        <p className={outcome.ok ? 'notice good' : 'notice bad'} role="status">
          {outcome.ok
            ? t('webhooks.arrived', { status: outcome.status, number: outcome.milliseconds })
            : t('webhooks.not-arrived', {
                reason:
                  outcome.status === undefined
                    ? t(`webhooks.failure.${outcome.error}`)
                    : t('webhooks.answered', { status: outcome.status }),
              })}
        </p>
      ) : null}
      {signingSecret ? (
        <div className="notice good" role="status">
          <p>{t('webhooks.secret-made')}</p>
          <p dir="ltr">
            <code className="wrap">{signingSecret}</code>
          </p>
          {madeId ? (
            <p>
              <Link to={paths.webhook(madeId)}>{t('webhooks.go-on')}</Link>
            </p>
          ) : null}
        </div>
      ) : null}
      {webhook && !isOn ? (
        <p className="notice warn" role="status">
          {t(`webhooks.state-text.${webhook.state}`)}
        </p>
      ) : null}
      {webhook && isOn && webhook.failingSince ? (
        <p className="notice warn" role="status">
          {t('webhooks.failing-since', { date: formatDateTime(i18n.language, webhook.failingSince) })}
        </p>
      ) : null}
      <ErrorSummary
        title={t('words.form-errors')}
        errors={Object.entries(errors ?? {}).map(([name, [reason]]) => ({
          fieldId: name,
          text: `${t(`webhooks.field.${name}`)}: ${reason ? t(reason) : ''}`,
        }))}
      />
      {madeId ? null : (
        <Form method="post" className="card narrow">
          <WebhookFields stored={webhook ?? NEW_WEBHOOK} refused={refused} />
          <div className="actions">
            <button type="submit" name="intent" value="save">
              {t('words.save')}
            </button>
            <Link to={paths.webhooks}>{t('words.cancel')}</Link>
          </div>
        </Form>
      )}
      {webhook ? (
        <>
          <section aria-labelledby="deliveries">
            <h2 id="deliveries">{t('webhooks.deliveries')}</h2>
            <Form method="post" className="actions">
              <button type="submit" name="intent" value="test" className="second">
                {t('webhooks.test')}
              </button>
              <button type="submit" name="intent" value={isOn ? 'switch-off' : 'switch-on'} className="second">
                {t(isOn ? 'webhooks.switch-off' : 'webhooks.switch-on')}
              </button>
            </Form>
            <p className="hint">{t('webhooks.deliveries-text')}</p>
            {webhook.deliveries.length === 0 ? (
              <p className="empty">{t('webhooks.nothing-sent')}</p>
            ) : (
              <DeliveryTable deliveries={webhook.deliveries} maySend={isOn} />
            )}
          </section>
          <section aria-labelledby="secret">
            <h2 id="secret">{t('webhooks.verify')}</h2>
            <p>{t('webhooks.verify-text')}</p>
            {VERIFY_SAMPLES.map(({ name, code }) => (
              <details key={name}>
                <summary>{name}</summary>
                <pre dir="ltr">
                  <code>{code}</code>
                </pre>
              </details>
            ))}
            {oldSecretUntil ? (
              <p className="quiet">
                {t('webhooks.old-secret', { date: formatDateTime(i18n.language, oldSecretUntil) })}
              </p>
            ) : null}
            <details>
              <summary>{t('webhooks.make-secret')}</summary>
              <p>{t('webhooks.make-secret-text')}</p>
              <Form method="post">
                <button type="submit" name="intent" value="make-secret">
                  {t('webhooks.make-secret-submit')}
                </button>
              </Form>
            </details>
          </section>
          <ConfirmDelete
            title={t('webhooks.delete')}
            text={t('webhooks.delete-text')}
            button={t('webhooks.delete-submit')}
          />
        </>
      ) : null}
    </main>
  )
}
