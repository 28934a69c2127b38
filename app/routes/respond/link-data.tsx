import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answerOwnData, openOwnLink } from '#app/http/open-own-data.server'
import { OwnDataContent } from '#app/privacy/own-data-content'
import { ownDataPage } from '#app/privacy/own-data-page.server'
import { RefusedLink, RespondentFrame } from '#app/responses/respondent-frame'
import type { RouteHandle } from '#app/root'
import { runtime } from '#app/runtime.server'

export { RespondentError as ErrorBoundary } from '#app/responses/respondent-error'

export const handle: RouteHandle = { isRespondentPage: true }
export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title ?? 'Thiqa' },
  { name: 'robots', content: 'noindex' },
]

/** Everything that is stored about who stands behind a personal link. Opening it changes nothing. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const opened = await openOwnLink(request, params)
  if (!opened.ok) return data(opened.page, { status: opened.status })
  const { database, secret } = runtime()
  return ownDataPage(database.prisma, { ...opened.door, secret, url: request.url })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const opened = await openOwnLink(request, params)
  if (!opened.ok) return data(opened.page, { status: opened.status })
  return answerOwnData(request, opened.door)
}

export default function LinkDataPage() {
  const page = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  if (result && 'refused' in result) return <RefusedLink page={result} />
  if ('refused' in page) return <RefusedLink page={page} />
  return (
    <RespondentFrame page={page}>
      <OwnDataContent page={page} refused={result} />
    </RespondentFrame>
  )
}
