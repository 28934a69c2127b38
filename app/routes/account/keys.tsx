import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { parseForm } from '#app/http/form'
import { notFound, requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { formatDate, formatDateTime } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { accessKeySchema, KEY_DAYS, KEY_RIGHTS } from '#app/people/access-key-form'
import { listAccessKeys, makeAccessKey, revokeAccessKey } from '#app/people/access-keys.server'
import { readAccount } from '#app/people/account.server'
import { may } from '#app/people/may'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'
import { ErrorSummary } from '#app/ui/error-summary'
import { Field } from '#app/ui/field'
import { TableFrame } from '#app/ui/table-frame'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'account.keys.title')

const revokeSchema = z.object({ id: z.uuid() })

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'make-keys')
  const now = new Date()
  const keys = await listAccessKeys(runtime().database.prisma, member)
  return {
    keys: keys.map((key) => ({ ...key, isOver: key.expiresAt <= now })),
    rights: KEY_RIGHTS.filter((right) => may(member, right)),
    publicUrl: runtime().env.publicUrl,
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'make-keys')
  const { prisma } = runtime().database
  const now = new Date()
  const sent = await readForm(request)
  if (sent.get('intent') === 'revoke') {
    const asked = parseForm(revokeSchema, sent)
    if (!asked.ok || !(await revokeAccessKey(prisma, member, asked.data.id, now))) throw notFound()
    throw redirect(paths.keys)
  }
  const form = parseForm(accessKeySchema, sent)
  if (!form.ok) return data({ values: form.values, errors: form.errors }, { status: 422 })
  const { userId, sessionId = '' } = member
  if (!(await readAccount(prisma, { userId, sessionId }, now)).isFresh)
    return data(
      { values: form.data as Record<string, unknown>, errors: { name: ['account.own.not-fresh'] } },
      { status: 403 },
    )
  const { token } = await makeAccessKey(prisma, member, form.data, now)
  return data({ token, values: {}, errors: {} })
}

export default function KeysPage() {
  const { t, i18n } = useTranslation()
  const { keys, rights, publicUrl } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const errors = Object.entries<string[]>(result?.errors ?? {})
  const value = (name: string) => (result?.values as Record<string, unknown> | undefined)?.[name]
  const error = (name: string) => {
    const [key] = errors.find(([field]) => field === name)?.[1] ?? []
    return key && t(key)
  }
  const token = result && 'token' in result ? result.token : undefined
  return (
    <main id="main" className="page">
      <p className="quiet">
        <Link to={paths.account}>{t('account.own.title')}</Link>
      </p>
      <h1>{t('account.keys.title')}</h1>
      <p>
        {t('account.keys.text')} <Link to={paths.api}>{t('account.keys.see-api')}</Link>
      </p>
      {token ? (
        <div className="notice good" role="status">
          <p>{t('account.keys.made')}</p>
          <p dir="ltr">
            <code className="wrap">{token}</code>
          </p>
          <p dir="ltr">
            <code className="wrap">{`curl -H "Authorization: Bearer ${token}" ${publicUrl}/api/v1/studies`}</code>
          </p>
        </div>
      ) : null}
      {keys.length === 0 ? (
        <p className="empty">{t('account.keys.empty')}</p>
      ) : (
        <TableFrame label={t('account.keys.title')}>
          <table>
            <thead>
              <tr>
                {(['name', 'rights', 'made-on', 'expires', 'last-used', 'revoke'] as const).map((name) => (
                  <th key={name} scope="col">
                    {t(`account.keys.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {keys.map((key) => (
                <tr key={key.id}>
                  <th scope="row">
                    <bdi>{key.name}</bdi>
                  </th>
                  <td>{key.rights.map((right) => t(`account.keys.right.${right}`)).join(' · ')}</td>
                  <td>{formatDate(i18n.language, key.createdAt)}</td>
                  <td>
                    {formatDate(i18n.language, key.expiresAt)}{' '}
                    {key.isOver ? <span className="tag warn">{t('account.keys.over')}</span> : null}
                  </td>
                  <td>{key.lastUsedAt ? formatDateTime(i18n.language, key.lastUsedAt) : t('account.keys.never')}</td>
                  <td>
                    <details>
                      <summary>{t('account.keys.revoke')}</summary>
                      <Form method="post">
                        <input type="hidden" name="id" value={key.id} />
                        <button type="submit" name="intent" value="revoke" className="danger">
                          {t('account.keys.revoke-now')}
                        </button>
                      </Form>
                    </details>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
      <section className="narrow" aria-labelledby="new-key">
        <h2 id="new-key">{t('account.keys.new')}</h2>
        <ErrorSummary
          title={t('words.form-errors')}
          errors={errors.map(([name]) => ({
            fieldId: name,
            text: `${t(`account.keys.${name}`)}: ${error(name)}`,
          }))}
        />
        <Form method="post" className="card" key={token}>
          <Field id="name" label={t('account.keys.name')} hint={t('account.keys.name-hint')} error={error('name')}>
            {(describe) => (
              <input {...describe} name="name" dir="auto" defaultValue={String(value('name') ?? '')} required />
            )}
          </Field>
          <fieldset className="field" id="rights">
            <legend>{t('account.keys.rights')}</legend>
            {error('rights') ? <p className="field-error">{error('rights')}</p> : null}
            {rights.map((right) => (
              <p key={right}>
                <label>
                  <input type="checkbox" name="rights[]" value={right} defaultChecked={right === 'see-results'} />
                  {t(`account.keys.right.${right}`)}
                </label>
              </p>
            ))}
          </fieldset>
          <Field id="days" label={t('account.keys.days')} error={error('days')}>
            {(describe) => (
              <select {...describe} name="days" defaultValue={String(value('days') ?? KEY_DAYS[1])}>
                {KEY_DAYS.map((days) => (
                  <option key={days} value={days}>
                    {t('account.keys.for-days', { count: days })}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <div className="actions">
            <button type="submit" name="intent" value="make">
              {t('account.keys.make')}
            </button>
          </div>
        </Form>
      </section>
    </main>
  )
}
