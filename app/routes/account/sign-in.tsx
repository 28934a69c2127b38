import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { parseForm } from '#app/http/form'
import { findMember } from '#app/http/guards.server'
import { nextPageCookie } from '#app/http/next-page-cookie'
import { ownPath } from '#app/http/own-path'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { emailSchema } from '#app/people/set-up-form'
import { requestSignIn } from '#app/people/sign-in.server'
import { runtime } from '#app/runtime.server'
import { Field } from '#app/ui/field'

export const meta: MetaFunction = () => [{ title: 'Thiqa' }]

export async function loader({ request }: LoaderFunctionArgs) {
  if (await findMember(request)) throw redirect(paths.home)
  const { env, setUpKey } = runtime()
  const { searchParams } = new URL(request.url)
  const next = ownPath(searchParams.get('next'))
  return data(
    {
      isSent: searchParams.has('sent'),
      email: (searchParams.get('email') ?? '').slice(0, 254),
      hasOutboxPage: env.hasOutboxPage,
      isSetUp: setUpKey === undefined,
    },
    next ? { headers: { 'Set-Cookie': nextPageCookie(next) } } : {},
  )
}

export async function action({ request }: ActionFunctionArgs) {
  const form = parseForm(z.object({ email: emailSchema }), await readForm(request))
  if (!form.ok) return data(form, { status: 422 })
  await requestSignIn(runtime().auth, form.data.email)
  throw redirect(`${paths.signIn}?sent`)
}

export default function SignInPage() {
  const { t } = useTranslation()
  const { isSent, email, hasOutboxPage, isSetUp } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const error = result?.errors.email?.[0]
  return (
    <main id="main" className="page narrow">
      <h1>{t('account.sign-in.title')}</h1>
      {isSetUp ? null : <p className="notice">{t('account.set-up.key-needed')}</p>}
      {isSent ? (
        <p className="notice good" role="status">
          {t('account.sign-in.sent')}
        </p>
      ) : (
        <p>{t('account.sign-in.text')}</p>
      )}
      {hasOutboxPage ? (
        <p className="notice warn">
          {t('account.sign-in.no-mail-server')} <Link to={paths.outbox}>{t('account.sign-in.outbox')}</Link>
        </p>
      ) : null}
      <Form method="post" className="card" key={String(isSent)}>
        <Field id="email" label={t('account.sign-in.email')} error={error && t(error)}>
          {(describe) => (
            <input
              {...describe}
              name="email"
              type="email"
              autoComplete="email"
              dir="ltr"
              defaultValue={String(result?.values.email ?? email)}
              required
            />
          )}
        </Field>
        <div className="actions">
          <button type="submit" className={isSent ? 'second' : ''}>
            {t(isSent ? 'account.sign-in.again' : 'account.sign-in.submit')}
          </button>
        </div>
      </Form>
    </main>
  )
}
