import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { finishSignIn } from '#app/http/finish-sign-in.server'
import { type FormErrors, type FormValues, parseForm } from '#app/http/form'
import { clientAddress, findMember } from '#app/http/guards.server'
import { nextPageCookie } from '#app/http/next-page-cookie'
import { ownPath } from '#app/http/own-path'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { useTranslation } from '#app/i18n/use-translation'
import { PasskeySignIn } from '#app/people/passkey-sign-in'
import { takesPasskeys } from '#app/people/passkeys.server'
import { passwordSignInSchema } from '#app/people/password-form'
import { emailSchema } from '#app/people/set-up-form'
import { requestSignInFrom, signInByPassword } from '#app/people/sign-in.server'
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
      singleSignOn: env.singleSignOn?.name,
      isRefused: searchParams.has('refused'),
      isSetUp: setUpKey === undefined,
      hasPasskeys: takesPasskeys(env.publicUrl),
    },
    next ? { headers: { 'Set-Cookie': nextPageCookie(next, env.isSecure) } } : {},
  )
}

export async function action({ request }: ActionFunctionArgs) {
  const { auth, database } = runtime()
  const parts = { auth, db: database.prisma }
  const address = clientAddress(request)
  const sent = await readForm(request)
  if (sent.get('intent') === 'password') {
    const form = parseForm(passwordSignInSchema, sent)
    if (!form.ok) return refuse(form)
    const attempt = { ...form.data, address, requestHeaders: request.headers }
    const step = await signInByPassword(parts, attempt, new Date())
    const { data: refused, init } = await finishSignIn(request, step, 'password', 422)
    const values = { email: form.data.email, intent: 'password' }
    return data({ values, errors: { password: [`account.sign-in.${refused.refusal}`] } as FormErrors }, init ?? {})
  }
  const form = parseForm(z.object({ email: emailSchema }), sent)
  if (!form.ok) return refuse(form)
  await requestSignInFrom(parts, { email: form.data.email, address }, new Date())
  throw redirect(`${paths.signIn}?sent`)
}

/** What was typed stays, but for the password. */
function refuse({ values, errors }: { values: FormValues; errors: FormErrors }) {
  const { email, intent } = values
  return data({ values: { email, intent } as FormValues, errors }, { status: 422 })
}

export default function SignInPage() {
  const { t } = useTranslation()
  const { isSent, email, hasOutboxPage, isSetUp, singleSignOn, isRefused, hasPasskeys } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const byPassword = result?.values.intent === 'password'
  const error = byPassword ? undefined : result?.errors.email?.[0]
  const passwordError = (name: string) => {
    const key = byPassword ? result?.errors[name]?.[0] : undefined
    return key && t(key)
  }
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
      {isRefused ? (
        <p className="notice bad" role="alert">
          {t('account.sign-in.single-refused')}
        </p>
      ) : null}
      {singleSignOn ? (
        <p>
          <a href={paths.singleSignOn} className="button">
            {t('account.sign-in.single', { name: singleSignOn })}
          </a>
        </p>
      ) : null}
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
      {hasPasskeys ? <PasskeySignIn /> : null}
      <details open={byPassword}>
        <summary>{t('account.sign-in.by-password')}</summary>
        <Form method="post" className="card">
          {(
            [
              ['email', 'email', 'username'],
              ['password', 'password', 'current-password'],
            ] as const
          ).map(([name, type, autoComplete]) => (
            <Field
              key={name}
              id={`${name}-with-password`}
              label={t(`account.sign-in.${name}`)}
              error={passwordError(name)}
            >
              {(describe) => (
                <input
                  {...describe}
                  name={name}
                  type={type}
                  autoComplete={autoComplete}
                  dir="ltr"
                  defaultValue={name === 'email' ? String(result?.values.email ?? email) : undefined}
                  required
                />
              )}
            </Field>
          ))}
          <div className="actions">
            <button type="submit" name="intent" value="password" className="second">
              {t('account.sign-in.submit-password')}
            </button>
          </div>
        </Form>
      </details>
    </main>
  )
}
