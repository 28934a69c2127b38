import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { finishSignIn } from '#app/http/finish-sign-in.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { useTranslation } from '#app/i18n/use-translation'
import { confirmSignIn } from '#app/people/sign-in.server'
import { runtime } from '#app/runtime.server'

export const meta: MetaFunction = () => [{ title: 'Thiqa' }]

/** Opening the link changes nothing: mail scanners open links too. The button below spends it. */
export function loader({ request }: LoaderFunctionArgs) {
  return { token: (new URL(request.url).searchParams.get('token') ?? '').slice(0, 200) }
}

export async function action({ request }: ActionFunctionArgs) {
  const token = (await readForm(request)).get('token')
  const step =
    typeof token === 'string' && /^[\w-]{16,200}$/.test(token)
      ? await confirmSignIn(runtime().auth, token, request.headers)
      : ({ state: 'refused' } as const)
  return finishSignIn(request, step, 'link', 410)
}

export default function SignInConfirmPage() {
  const { t } = useTranslation()
  const { token } = useLoaderData<typeof loader>()
  const isSpent = useActionData<typeof action>()?.refusal === 'refused'
  return (
    <main id="main" className="page narrow">
      <h1>{t('account.sign-in.title')}</h1>
      {isSpent ? (
        <>
          <p className="notice warn" role="alert">
            {t('account.confirm.spent')}
          </p>
          <p>
            <Link to={paths.signIn}>{t('account.confirm.new-link')}</Link>
          </p>
        </>
      ) : (
        <Form method="post" className="card">
          <p>{t('account.confirm.text')}</p>
          <input type="hidden" name="token" value={token} />
          <div className="actions">
            <button type="submit">{t('account.confirm.submit')}</button>
          </div>
        </Form>
      )}
    </main>
  )
}
