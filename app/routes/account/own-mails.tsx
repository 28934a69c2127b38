import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { MailChoiceFields } from '#app/digests/mail-choice-fields'
import { readMemberMails, saveMemberMails } from '#app/digests/member-mails.server'
import { memberMailsSchema } from '#app/digests/member-mails-form'
import { parseForm } from '#app/http/form'
import { notFound, requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { ownNameOf } from '#app/i18n/direction'
import { INTERFACE_LANGUAGES } from '#app/i18n/languages'
import { useTranslation } from '#app/i18n/use-translation'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'
import { ErrorSummary } from '#app/ui/error-summary'
import { Field } from '#app/ui/field'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'digests.title')

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'come-in')
  const chosen = await readMemberMails(runtime().database.prisma, member)
  if (!chosen) throw notFound()
  return { chosen, languages: INTERFACE_LANGUAGES.map((code) => ({ code, name: ownNameOf(code) })) }
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'come-in')
  const form = parseForm(memberMailsSchema, await readForm(request))
  if (!form.ok) return data({ values: form.values, errors: form.errors }, { status: 422 })
  await saveMemberMails(runtime().database.prisma, member, member.actor, form.data)
  throw redirect(`${paths.ownMails}?saved`)
}

export default function OwnMailsPage() {
  const { t } = useTranslation()
  const { chosen, languages } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const [parameters] = useSearchParams()
  const errors: Record<string, string[]> = refused?.errors ?? {}
  const error = (name: string) => errors[name]?.[0] && t(errors[name][0])
  const value = (name: 'mailLanguage' | 'timeZone') => String(refused?.values[name] ?? chosen[name])
  const ticked = refused
    ? { digest: refused.values.digest, wantsResultsMails: refused.values.wantsResultsMails }
    : chosen
  return (
    <main id="main" className="page narrow">
      <p className="quiet">
        <Link to={paths.account}>{t('account.own.title')}</Link>
      </p>
      <h1>{t('digests.title')}</h1>
      {parameters.has('saved') && !refused ? (
        <p className="notice good" role="status">
          {t('words.saved')}
        </p>
      ) : null}
      <ErrorSummary
        title={t('words.form-errors')}
        errors={Object.keys(errors).map((name) => ({
          fieldId: name,
          text: `${t(`digests.field.${name}`)}: ${error(name) ?? ''}`,
        }))}
      />
      <Form method="post" className="card">
        <MailChoiceFields chosen={ticked} error={error('digest')} />
        <Field id="mailLanguage" label={t('digests.field.mailLanguage')} error={error('mailLanguage')}>
          {(describe) => (
            <select {...describe} name="mailLanguage" defaultValue={value('mailLanguage')}>
              <option value="">{t('digests.of-workspace', { value: ownNameOf(chosen.workspace.language) })}</option>
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
          label={t('digests.field.timeZone')}
          hint={t('digests.time-zone-hint', { value: chosen.workspace.timeZone })}
          error={error('timeZone')}
        >
          {(describe) => <input {...describe} name="timeZone" dir="ltr" defaultValue={value('timeZone')} />}
        </Field>
        <div className="actions">
          <button type="submit">{t('words.save')}</button>
          <Link to={paths.account}>{t('words.cancel')}</Link>
        </div>
      </Form>
    </main>
  )
}
