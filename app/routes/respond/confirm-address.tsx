import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/read-form.server'
import { createTranslator } from '#app/i18n/create-translator'
import { isolateName } from '#app/i18n/isolate-name'
import { requestLanguage } from '#app/i18n/request-language'
import { useTranslation } from '#app/i18n/use-translation'
import { confirmAddress, readChange } from '#app/privacy/correct-own-data.server'
import { RespondentFrame } from '#app/responses/respondent-frame'
import { pageIn } from '#app/responses/respondent-page'
import type { RouteHandle } from '#app/root'
import { runtime } from '#app/runtime.server'

export { RespondentError as ErrorBoundary } from '#app/responses/respondent-error'

export const handle: RouteHandle = { isRespondentPage: true }
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ?? 'Thiqa' },
  { name: 'robots', content: 'noindex' },
]

const LONGEST = 2000

/** Opening the link changes nothing: mail scanners open links too. The button below uses it. */
export function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url)
  const token = (searchParams.get('token') ?? '').slice(0, LONGEST)
  const page = pageIn(searchParams.get('language') ?? requestLanguage(request.headers))
  const { t } = createTranslator(page.language, page.texts)
  const email = readChange(runtime().secret, token, new Date())?.to
  return { ...page, title: t('own-data.confirm.title'), token, email }
}

export async function action({ request }: ActionFunctionArgs) {
  const token = (await readForm(request)).get('token')
  const { database, queue, secret, env } = runtime()
  const parts = { prisma: database.prisma, queue, secret, publicUrl: env.publicUrl }
  const text = typeof token === 'string' ? token.slice(0, LONGEST) : ''
  const confirmed = await confirmAddress(parts, text, new Date())
  if (confirmed.ok) return { state: 'done' as const, email: confirmed.email }
  return data({ state: confirmed.reason, email: '' }, { status: confirmed.reason === 'taken' ? 409 : 410 })
}

export default function ConfirmAddressPage() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  return (
    <RespondentFrame page={page}>
      <Confirm page={page} result={result} />
    </RespondentFrame>
  )
}

interface ConfirmProps {
  page: { title: string; token: string; email: string | undefined }
  result: { state: 'done' | 'spent' | 'taken'; email: string } | undefined
}

function Confirm({ page, result }: ConfirmProps) {
  const { t } = useTranslation()
  const state = result?.state ?? (page.email ? 'ask' : 'spent')
  const names = { email: isolateName((result?.email || page.email) ?? '') }
  return (
    <main id="main" className="page narrow">
      <h1>{page.title}</h1>
      {state === 'ask' ? (
        <form method="post" className="card">
          <p>{t('own-data.confirm.ask', names)}</p>
          <input type="hidden" name="token" value={page.token} />
          <button type="submit">{t('own-data.confirm.submit')}</button>
        </form>
      ) : (
        <p className={state === 'done' ? 'notice good' : 'notice warn'} role="alert">
          {t(`own-data.confirm.${state}`, names)}
        </p>
      )}
    </main>
  )
}
