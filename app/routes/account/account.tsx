import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { parseForm } from '#app/http/form'
import { notFound, requireMember } from '#app/http/guards.server'
import { lookCookie, requestLook } from '#app/http/look-cookie'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { formatDateTime } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import {
  endOtherSessions,
  endSessionOf,
  finishSecondFactor,
  readAccount,
  removePassword,
  setPassword,
  startSecondFactor,
  stopSecondFactor,
} from '#app/people/account.server'
import { accountIntentSchema, needsFreshSignIn } from '#app/people/account-intent'
import type { AuditAction } from '#app/people/audit/audit-event'
import { recordEvent } from '#app/people/audit/record-event.server'
import { may } from '#app/people/may'
import { PasskeyPanel } from '#app/people/passkey-panel'
import { removePasskey, takesPasskeys } from '#app/people/passkeys.server'
import { drawQrCode } from '#app/people/qr-code.server'
import { SecondFactorPanel } from '#app/people/second-factor-panel'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'
import { ErrorSummary } from '#app/ui/error-summary'
import { Field } from '#app/ui/field'
import { LOOKS } from '#app/ui/look'
import { TableFrame } from '#app/ui/table-frame'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'account.own.title')

async function openAccount(request: Request) {
  const member = await requireMember(request, 'come-in')
  const { userId, sessionId } = member
  if (!sessionId) throw notFound() // a key has no account to look after
  const { auth, database } = runtime()
  const own = { userId, sessionId }
  return { member, own, auth, prisma: database.prisma, account: await readAccount(database.prisma, own, new Date()) }
}

export async function loader({ request }: LoaderFunctionArgs) {
  const { member, account } = await openAccount(request)
  return {
    ...account,
    ...{ mayMakeKeys: may(member, 'make-keys'), mayShare: may(member, 'share-reports') },
    takesPasskeys: takesPasskeys(runtime().env.publicUrl),
    look: requestLook(request.headers),
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const { member, own, auth, prisma, account } = await openAccount(request)
  const form = parseForm(accountIntentSchema, await readForm(request))
  if (!form.ok) return refuse(Object.values(form.errors)[0]?.[0] ?? 'account.error.required', 422)
  const asked = form.data
  if (needsFreshSignIn(asked.intent) && !account.isFresh) return refuse('account.own.not-fresh', 403)
  const record = (deed: AuditAction) =>
    recordEvent(prisma, member.actor, { action: deed, objectKind: 'user', objectId: own.userId })
  switch (asked.intent) {
    case 'set-password': {
      const set = await setPassword({ auth, db: prisma }, own, asked.password)
      if (!set.ok) return refuse(`account.error.${set.reason}`, 422)
      await record('password-set')
      break
    }
    case 'remove-password':
      await removePassword(prisma, own)
      await record('password-removed')
      break
    case 'start-second-factor': {
      const started = await startSecondFactor(auth, request.headers, asked.password)
      if (!started) return refuse('account.error.wrong-password', 422)
      return data({ started: { ...started, qrCode: drawQrCode(started.uri) } })
    }
    case 'finish-second-factor': {
      const headers = await finishSecondFactor(auth, request.headers, asked.code)
      if (!headers) return refuse('account.error.wrong-code', 422)
      await record('two-factor-on')
      throw redirect(paths.account, { headers })
    }
    case 'stop-second-factor': {
      const headers = await stopSecondFactor(auth, request.headers, asked.password)
      if (!headers) return refuse('account.error.wrong-password', 422)
      await record('two-factor-off')
      throw redirect(paths.account, { headers })
    }
    case 'remove-passkey':
      if (!(await removePasskey(prisma, own, asked.id))) throw notFound()
      await record('passkey-removed')
      break
    case 'end-session':
      if (!(await endSessionOf(prisma, own, asked.id))) throw notFound()
      await record('session-ended')
      break
    case 'choose-look':
      throw redirect(paths.account, { headers: { 'Set-Cookie': lookCookie(asked.look, runtime().env.isSecure) } })
    case 'end-other-sessions':
      await endOtherSessions(prisma, own)
      await record('session-ended')
      break
  }
  throw redirect(paths.account)
}

function refuse(error: string, status: number) {
  return data({ error }, { status })
}

export default function AccountPage() {
  const { t, i18n } = useTranslation()
  const { name, email, hasPassword, hasSecondFactor, isFresh, sessions, ...more } = useLoaderData<typeof loader>()
  const { mayMakeKeys, mayShare, passkeys, takesPasskeys, look } = more
  const result = useActionData<typeof action>()
  const error = result && 'error' in result ? t(result.error) : undefined
  return (
    <main id="main" className="page narrow">
      <h1>{t('account.own.title')}</h1>
      <p>
        <bdi>{name}</bdi> · <bdi>{email}</bdi>
        {' · '}
        <Link to={paths.ownMails}>{t('digests.title')}</Link>
        {mayMakeKeys ? (
          <>
            {' · '}
            <Link to={paths.keys}>{t('account.keys.title')}</Link>
          </>
        ) : null}
        {mayShare ? (
          <>
            {' · '}
            <Link to={paths.reportLinks}>{t('reports.links.title')}</Link>
          </>
        ) : null}
      </p>
      <ErrorSummary title={t('words.form-errors')} errors={error ? [{ fieldId: 'password', text: error }] : []} />
      {isFresh ? null : (
        <Form method="post" action={paths.signOut} className="notice warn">
          {t('account.own.not-fresh')}{' '}
          <button type="submit" className="link">
            {t('words.sign-out')}
          </button>
        </Form>
      )}
      <section className="card" aria-labelledby="own-password">
        <h2 id="own-password">{t('account.own.password')}</h2>
        <p>{t(hasPassword ? 'account.own.has-password' : 'account.own.no-password')}</p>
        <Form method="post">
          <input type="hidden" name="username" autoComplete="username" value={email} />
          <Field
            id="password"
            label={t(hasPassword ? 'account.own.change-password' : 'account.own.new-password')}
            hint={t('account.own.password-hint')}
          >
            {(describe) => (
              <input {...describe} name="password" type="password" autoComplete="new-password" dir="ltr" required />
            )}
          </Field>
          <button type="submit" name="intent" value="set-password" className="second">
            {t('words.save')}
          </button>
        </Form>
        {hasPassword ? (
          <Form method="post">
            <button type="submit" name="intent" value="remove-password" className="link">
              {t('account.own.remove-password')}
            </button>
          </Form>
        ) : null}
      </section>
      <SecondFactorPanel
        hasSecondFactor={hasSecondFactor}
        hasPassword={hasPassword}
        started={result && 'started' in result ? result.started : undefined}
      />
      {takesPasskeys ? <PasskeyPanel passkeys={passkeys} isFresh={isFresh} /> : null}
      <Form method="post" className="card" aria-labelledby="own-look">
        <h2 id="own-look">{t('account.look.title')}</h2>
        <fieldset className="options">
          <legend className="hint">{t('account.look.hint')}</legend>
          {LOOKS.map((one) => (
            <label key={one}>
              <input type="radio" name="look" value={one} defaultChecked={one === look} /> {t(`account.look.${one}`)}
            </label>
          ))}
        </fieldset>
        <button type="submit" name="intent" value="choose-look" className="second">
          {t('words.save')}
        </button>
      </Form>
      <div>
        <h2>{t('account.own.sessions')}</h2>
        <TableFrame label={t('account.own.sessions')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('account.own.device')}</th>
                <th scope="col">{t('account.own.since')}</th>
                <th scope="col">{t('account.own.from')}</th>
                <th scope="col">{t('account.own.end')}</th>
              </tr>
            </thead>
            <tbody>
              {sessions.map((session) => (
                <tr key={session.id}>
                  <td>
                    <bdi>{describeDevice(session.userAgent)}</bdi>{' '}
                    {session.isOwn ? <span className="tag">{t('account.own.this-one')}</span> : null}
                  </td>
                  <td>{formatDateTime(i18n.language, session.createdAt)}</td>
                  <td>
                    <bdi>{session.ipAddress}</bdi>
                  </td>
                  <td>
                    <Form method="post">
                      <input type="hidden" name="id" value={session.id} />
                      <button type="submit" name="intent" value="end-session" className="link">
                        {t('account.own.end')}
                      </button>
                    </Form>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
        {sessions.length > 1 ? (
          <Form method="post" className="actions">
            <button type="submit" name="intent" value="end-other-sessions" className="second">
              {t('account.own.end-others')}
            </button>
          </Form>
        ) : null}
      </div>
    </main>
  )
}

/** Browser and system, as far as a browser tells them in a way that has been the same for decades. */
function describeDevice(userAgent: string | null): string {
  const text = userAgent ?? ''
  const browser = /(Edg|OPR|Firefox|Chrome|Safari)\/\d+/.exec(text)?.[0].replace('Edg', 'Edge').replace('/', ' ')
  const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(text)?.[0]
  return [browser, system].filter(Boolean).join(', ') || text.slice(0, 40) || '–'
}
