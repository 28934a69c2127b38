import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { parseForm } from '#app/http/form'
import { notFound } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { ownNameOf } from '#app/i18n/direction'
import { INTERFACE_LANGUAGES } from '#app/i18n/languages'
import { requestLanguage } from '#app/i18n/request-language'
import { useTranslation } from '#app/i18n/use-translation'
import { createWorkspace } from '#app/people/create-workspace.server'
import { setUpSchema } from '#app/people/set-up-form'
import { checkSetUpKey } from '#app/people/set-up-key.server'
import { requestSignIn } from '#app/people/sign-in.server'
import { runtime } from '#app/runtime.server'
import { ErrorSummary } from '#app/ui/error-summary'
import { Field } from '#app/ui/field'

export const meta: MetaFunction = () => [{ title: 'Thiqa' }]

export function loader({ request }: LoaderFunctionArgs) {
  const { setUpKey } = runtime()
  if (!setUpKey) throw redirect(paths.signIn)
  const isKeyRight = checkSetUpKey(setUpKey, new URL(request.url).searchParams.get('key'))
  return data(
    {
      isKeyRight,
      languages: INTERFACE_LANGUAGES.map((code) => ({ code, name: ownNameOf(code) })),
      language: requestLanguage(request.headers),
    },
    { status: isKeyRight ? 200 : 403 },
  )
}

export async function action({ request }: ActionFunctionArgs) {
  const running = runtime()
  if (!running.setUpKey) throw redirect(paths.signIn)
  if (!checkSetUpKey(running.setUpKey, new URL(request.url).searchParams.get('key'))) throw notFound()
  const form = parseForm(setUpSchema, await readForm(request))
  if (!form.ok) return data(form, { status: 422 })
  const created = await createWorkspace(running.database.prisma, form.data, new Date())
  running.setUpKey = undefined
  if (created.ok) await requestSignIn(running.auth, created.email)
  throw redirect(`${paths.signIn}?sent`)
}

export default function SetUpPage() {
  const { t } = useTranslation()
  const { isKeyRight, languages, language } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  if (!isKeyRight) {
    return (
      <main id="main" className="page narrow">
        <h1>{t('account.set-up.title')}</h1>
        <p className="notice">{t('account.set-up.key-needed')}</p>
      </main>
    )
  }
  const value = (name: string, initial = '') => String(result?.values[name] ?? initial)
  const error = (name: string) => {
    const key = result?.errors[name]?.[0]
    return key && t(key)
  }
  const errors = Object.keys(result?.errors ?? {}).map((name) => ({
    fieldId: name,
    text: `${t(`account.set-up.${name}`)}: ${error(name)}`,
  }))
  return (
    <main id="main" className="page narrow">
      <h1>{t('account.set-up.title')}</h1>
      <p>{t('account.set-up.text')}</p>
      <ErrorSummary title={t('words.form-errors')} errors={errors} />
      <Form method="post" className="card">
        {(
          [
            ['workspaceName', 'text', 'organization'],
            ['name', 'text', 'name'],
            ['email', 'email', 'email'],
          ] as const
        ).map(([name, type, autoComplete]) => (
          <Field
            key={name}
            id={name}
            label={t(`account.set-up.${name}`)}
            hint={t(`account.set-up.${name}-hint`)}
            error={error(name)}
          >
            {(describe) => (
              <input
                {...describe}
                name={name}
                type={type}
                autoComplete={autoComplete}
                defaultValue={value(name)}
                required
              />
            )}
          </Field>
        ))}
        <Field
          id="language"
          label={t('account.set-up.language')}
          hint={t('account.set-up.language-hint')}
          error={error('language')}
        >
          {(describe) => (
            <select {...describe} name="language" defaultValue={value('language', language)}>
              {languages.map(({ code, name }) => (
                <option key={code} value={code} lang={code}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          id="timeZone"
          label={t('account.set-up.timeZone')}
          hint={t('account.set-up.timeZone-hint')}
          error={error('timeZone')}
        >
          {(describe) => (
            <input {...describe} name="timeZone" defaultValue={value('timeZone', 'UTC')} dir="ltr" required />
          )}
        </Field>
        <Field
          id="currency"
          label={t('account.set-up.currency')}
          hint={t('account.set-up.currency-hint')}
          error={error('currency')}
        >
          {(describe) => (
            <input
              {...describe}
              name="currency"
              defaultValue={value('currency', 'USD')}
              dir="ltr"
              maxLength={3}
              required
            />
          )}
        </Field>
        <div className="actions">
          <button type="submit">{t('account.set-up.submit')}</button>
        </div>
      </Form>
    </main>
  )
}
