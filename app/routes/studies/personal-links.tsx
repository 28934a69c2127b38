import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { parseForm } from '#app/http/form'
import { openWavePage } from '#app/http/open-wave-page.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { isolateName } from '#app/i18n/isolate-name'
import { useTranslation } from '#app/i18n/use-translation'
import { readAccount } from '#app/people/account.server'
import { recordEvent } from '#app/people/audit/record-event.server'
import { readListQuery } from '#app/relationships/page-of'
import { runtime } from '#app/runtime.server'
import { listInvited, showPersonalLink } from '#app/studies/control-room/personal-links.server'
import { WaveHeading } from '#app/studies/control-room/wave-heading'
import { CopyField } from '#app/ui/copy-field'
import { ListSearch } from '#app/ui/list-search'
import { Pager } from '#app/ui/pager'
import { TableFrame } from '#app/ui/table-frame'

/** Neither browser nor proxy keeps a page that may show a link. */
const NOT_KEPT = { 'Cache-Control': 'no-store' }

const showSchema = z.object({ intent: z.literal('show'), invitationId: z.uuid() })

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.study.name} – Thiqa` : 'Thiqa' },
]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { study, wave, key, parts } = await openWavePage(request, params)
  const { search, page } = readListQuery(request.url)
  return data({ study, wave, search, list: await listInvited(parts.prisma, key, search, page) }, { headers: NOT_KEPT })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { key, parts, member } = await openWavePage(request, params)
  const { prisma, actor } = parts
  const now = new Date()
  const refuse = (reason: string, status: number) =>
    data({ error: `control.error.${reason}` } as const, { status, headers: NOT_KEPT })
  const form = parseForm(showSchema, await readForm(request))
  if (!form.ok) return refuse('what', 422)
  const { userId, sessionId = '' } = member
  if (!(await readAccount(prisma, { userId, sessionId }, now)).isFresh) return refuse('not-fresh', 403)
  const { invitationId } = form.data
  const shown = await showPersonalLink(parts, { ...key, invitationId, now }, (tx, participantId) =>
    // the same entry whatever came of it: the log does not tell who has opened a link
    recordEvent(tx, actor, {
      action: 'link-asked',
      objectKind: 'participant',
      objectId: participantId,
      details: { wave: key.waveId },
    }),
  )
  if (!shown.ok) return refuse(shown.reason, 409)
  const link = `${runtime().env.publicUrl}${paths.answer(key.workspaceId, shown.token)}`
  return data({ link, name: shown.name } as const, { headers: NOT_KEPT })
}

export default function PersonalLinksPage() {
  const { t } = useTranslation()
  const { study, wave, search, list } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const { rows, total, page, pageSize } = list
  const from = (page - 1) * pageSize + 1
  return (
    <main id="main" className="page">
      <WaveHeading study={study} wave={wave} title={t('control.links.title')} />
      <p>{t('control.links.text')}</p>
      <p className="notice warn">{t('control.links.warning')}</p>
      {result && 'error' in result ? (
        <p className="notice bad" role="alert">
          {t(result.error)}
        </p>
      ) : null}
      {result && 'link' in result ? (
        <section className="card" aria-labelledby="shown-link">
          <h2 id="shown-link">{t('control.links.of', { name: isolateName(result.name) })}</h2>
          <CopyField
            id="link"
            label={t('control.links.link')}
            value={result.link}
            copy={t('control.links.copy')}
            copied={t('control.links.copied')}
            notCopied={t('control.links.not-copied')}
          />
          <p className="hint">{t('control.links.once')}</p>
        </section>
      ) : null}
      {total > 0 || search ? (
        <ListSearch label={t('control.links.search')} button={t('control.find')} search={search} />
      ) : null}
      {total === 0 ? (
        <p className="empty">{t(search ? 'control.links.nothing-found' : 'control.links.empty')}</p>
      ) : (
        <>
          <TableFrame label={t('control.links.title')}>
            <table>
              <thead>
                <tr>
                  {(['person', 'organization', 'link'] as const).map((name) => (
                    <th key={name} scope="col">
                      {t(`control.links.${name}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ invitationId, name, organizationName }) => (
                  <tr key={invitationId}>
                    <th scope="row">
                      <bdi>{name}</bdi>
                    </th>
                    <td>
                      <bdi>{organizationName}</bdi>
                    </td>
                    <td>
                      <Form method="post">
                        <input type="hidden" name="invitationId" value={invitationId} />
                        <button
                          type="submit"
                          name="intent"
                          value="show"
                          className="link"
                          aria-label={t('control.links.show-of', { name: isolateName(name) })}
                        >
                          {t('control.links.show')}
                        </button>
                      </Form>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
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
    </main>
  )
}
