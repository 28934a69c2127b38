import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { parseForm } from '#app/http/form'
import { requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { useTranslation } from '#app/i18n/use-translation'
import { readJobsOf } from '#app/jobs/read-jobs.server'
import { FailingMailTable } from '#app/mail/failing-mail-table'
import { giveUpMail, listFailingMails, readOutboxDepth, retryMail } from '#app/mail/failing-mails.server'
import { QueueFigures } from '#app/mail/queue-figures'
import { recordEvent } from '#app/people/audit/record-event.server'
import { readListQuery } from '#app/relationships/page-of'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'
import { findNextMoment } from '#app/studies/find-next-moment.server'
import { findWorkspaceZone } from '#app/studies/rhythm/find-rhythm.server'
import { Pager } from '#app/ui/pager'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'control.mails.title')

const decisionSchema = z.object({ intent: z.enum(['retry', 'give-up']), id: z.uuid() })

/** What waits to leave, and what did not: of this workspace alone. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { workspaceId } = await requireMember(request, 'run-studies')
  const { database, secret } = runtime()
  const { prisma } = database
  const now = new Date()
  const done = new URL(request.url).searchParams.get('done')
  return {
    timeZone: await findWorkspaceZone(prisma, workspaceId),
    depth: await readOutboxDepth(prisma, workspaceId, now),
    jobs: await readJobsOf(database, workspaceId),
    nextMoment: await findNextMoment(prisma, workspaceId, now),
    failing: await listFailingMails(prisma, { workspaceId, secret }, { asked: readListQuery(request.url).page, now }),
    done: (['retry', 'give-up'] as const).find((one) => one === done),
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const { workspaceId, actor } = await requireMember(request, 'run-studies')
  const { prisma } = runtime().database
  const form = parseForm(decisionSchema, await readForm(request))
  if (!form.ok) return data({ error: 'control.error.what' }, { status: 422 })
  const { id, intent } = form.data
  const decide = intent === 'retry' ? retryMail : giveUpMail
  const decided = await decide(prisma, { workspaceId, id, now: new Date() }, (tx) =>
    recordEvent(tx, actor, {
      action: intent === 'retry' ? 'mail-retried' : 'mail-given-up',
      objectKind: 'mail',
      objectId: id,
    }),
  )
  if (!decided.ok) return data({ error: `control.error.${decided.reason}` }, { status: 409 })
  throw redirect(`${paths.mails}?done=${intent}`)
}

export default function OutgoingMailPage() {
  const { t } = useTranslation()
  const { timeZone, depth, jobs, nextMoment, failing, done } = useLoaderData<typeof loader>()
  const error = useActionData<typeof action>()?.error
  const { rows, page, pageSize, total } = failing
  const from = (page - 1) * pageSize + 1
  return (
    <main id="main" className="page">
      <h1>{t('control.mails.title')}</h1>
      {error ? (
        <p className="notice bad" role="alert">
          {t(error)}
        </p>
      ) : null}
      {done && !error ? (
        <p className="notice good" role="status">
          {t(`control.mails.done-${done}`)}
        </p>
      ) : null}
      <h2>{t('control.mails.failing')}</h2>
      {total === 0 ? (
        <p className="empty">{t('control.mails.empty')}</p>
      ) : (
        <>
          <FailingMailTable rows={rows} timeZone={timeZone} />
          <p className="hint">{t('control.mails.bounced-hint')}</p>
          <Pager
            page={page}
            pageSize={pageSize}
            total={total}
            summary={t('control.page', { from, to: Math.min(page * pageSize, total), total })}
            previous={t('control.previous')}
            next={t('control.next')}
          />
        </>
      )}
      <QueueFigures depth={depth} jobs={jobs} nextMoment={nextMoment} timeZone={timeZone} />
    </main>
  )
}
