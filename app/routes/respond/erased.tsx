import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { createTranslator } from '#app/i18n/create-translator'
import { useTranslation } from '#app/i18n/use-translation'
import { RespondentFrame } from '#app/responses/respondent-frame'
import { pageIn } from '#app/responses/respondent-page'
import type { RouteHandle } from '#app/root'

export const handle: RouteHandle = { isRespondentPage: true }
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Thiqa' }]

/** The last page of somebody of whom nothing is stored any more: it knows nothing but the language. */
export function loader({ request }: LoaderFunctionArgs) {
  const page = pageIn(new URL(request.url).searchParams.get('language') ?? '')
  const { t } = createTranslator(page.language, page.texts)
  return { ...page, title: t('own-data.erased.title') }
}

export default function ErasedPage() {
  const page = useLoaderData<typeof loader>()
  return (
    <RespondentFrame page={page}>
      <Erased title={page.title} />
    </RespondentFrame>
  )
}

function Erased({ title }: { title: string }) {
  const { t } = useTranslation()
  return (
    <main id="main" className="page narrow">
      <h1>{title}</h1>
      <p className="notice good" role="status">
        {t('own-data.erased.text')}
      </p>
      <p>{t('own-data.erased.mail')}</p>
    </main>
  )
}
