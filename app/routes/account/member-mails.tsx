import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { enterWorkspace } from '#app/db/wall/view.server'
import { MailChoiceFields } from '#app/digests/mail-choice-fields'
import { readMemberMails, saveMemberMails } from '#app/digests/member-mails.server'
import { mailChoicesSchema } from '#app/digests/member-mails-form'
import { readMailsToken } from '#app/digests/member-mails-token.server'
import { parseForm } from '#app/http/form'
import { clientAddress, notFound, requireId } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { useTranslation } from '#app/i18n/use-translation'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'

export const meta: MetaFunction = ({ matches }) => [
  ...pageTitle(matches, 'digests.title'),
  { name: 'robots', content: 'noindex' },
]

/** Whose mails a link is about; it works without a sign-in, for as long as they are a member. */
async function open(params: LoaderFunctionArgs['params']) {
  const { secret, database } = runtime()
  const workspaceId = requireId(params.workspaceId)
  const memberId = readMailsToken(secret, workspaceId, params.token ?? '')
  if (!memberId) throw notFound()
  enterWorkspace(workspaceId)
  const member = await readMemberMails(database.prisma, { workspaceId, memberId })
  if (!member) throw notFound()
  return { prisma: database.prisma, key: { workspaceId, memberId }, member }
}

/** Opening it changes nothing: mail scanners open it too. It tells neither name nor address: links are passed on. */
export async function loader({ params }: LoaderFunctionArgs) {
  const { digest, wantsResultsMails, workspace } = (await open(params)).member
  return { chosen: { digest, wantsResultsMails }, workspaceName: workspace.name }
}

/** The form of the page, and the one click of mail programs (RFC 8058), which send it without cookies and follow no redirect. */
export async function action({ request, params }: ActionFunctionArgs) {
  const form = await readForm(request)
  const { prisma, key, member } = await open(params)
  const actor = {
    ...{ workspaceId: key.workspaceId, kind: 'member' as const, id: member.userId },
    address: clientAddress(request),
  }
  if (form.get('List-Unsubscribe') === 'One-Click') {
    await saveMemberMails(prisma, key, actor, { digest: 'off', wantsResultsMails: false })
    return { error: undefined }
  }
  const chosen = parseForm(mailChoicesSchema, form)
  if (!chosen.ok) return data({ error: 'digests.error.choice' }, { status: 422 })
  await saveMemberMails(prisma, key, actor, chosen.data)
  throw redirect(`${paths.memberMails(key.workspaceId, params.token ?? '')}?saved`)
}

export default function MemberMailsPage() {
  const { t } = useTranslation()
  const { chosen, workspaceName } = useLoaderData<typeof loader>()
  const error = useActionData<typeof action>()?.error
  const [parameters] = useSearchParams()
  return (
    <main id="main" className="page narrow">
      <h1>{t('digests.title')}</h1>
      <p>{t('digests.of', { workspaceName })}</p>
      {parameters.has('saved') ? (
        <p className="notice good" role="status">
          {t('words.saved')}
        </p>
      ) : null}
      <Form method="post" className="card">
        <MailChoiceFields chosen={chosen} error={error && t(error)} />
        <div className="actions">
          <button type="submit">{t('words.save')}</button>
        </div>
      </Form>
    </main>
  )
}
