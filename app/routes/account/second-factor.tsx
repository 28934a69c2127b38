import { type ActionFunctionArgs, data, type MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData } from '@remix-run/react'
import { finishSignIn } from '#app/http/finish-sign-in.server'
import { parseForm } from '#app/http/form'
import { clientAddress } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { useTranslation } from '#app/i18n/use-translation'
import { codeSchema } from '#app/people/password-form'
import { confirmSecondFactor } from '#app/people/sign-in.server'
import { runtime } from '#app/runtime.server'
import { Field } from '#app/ui/field'

export const meta: MetaFunction = () => [{ title: 'Thiqa' }]

/** The second step of a sign-in. The first one left a cookie that says, signed, whose it is; without it no code is right. */
export async function action({ request }: ActionFunctionArgs) {
  const form = parseForm(codeSchema, await readForm(request))
  if (!form.ok) return data({ refusal: 'refused' as const }, { status: 422 })
  const { auth, database } = runtime()
  const attempt = { code: form.data.code, address: clientAddress(request), requestHeaders: request.headers }
  const step = await confirmSecondFactor({ auth, db: database.prisma }, attempt, new Date())
  return finishSignIn(request, step, 'second-factor', 422)
}

export default function SecondFactorPage() {
  const { t } = useTranslation()
  const refusal = useActionData<typeof action>()?.refusal
  return (
    <main id="main" className="page narrow">
      <h1>{t('account.second-factor.title')}</h1>
      <p>{t('account.second-factor.ask')}</p>
      <Form method="post" className="card">
        <Field
          id="code"
          label={t('account.second-factor.code')}
          hint={t('account.second-factor.code-hint')}
          error={refusal && t(`account.second-factor.${refusal}`)}
        >
          {(describe) => (
            <input {...describe} name="code" autoComplete="one-time-code" dir="ltr" maxLength={40} required />
          )}
        </Field>
        <div className="actions">
          <button type="submit">{t('account.confirm.submit')}</button>
          <Link to={paths.signIn}>{t('account.second-factor.start-again')}</Link>
        </div>
      </Form>
    </main>
  )
}
