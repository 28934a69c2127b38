import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answerOwnData, openMyData } from '#app/http/open-own-data.server'
import { OwnDataContent } from '#app/privacy/own-data-content'
import { ownDataPage } from '#app/privacy/own-data-page.server'
import { RespondentFrame } from '#app/responses/respondent-frame'
import type { RouteHandle } from '#app/root'
import { runtime } from '#app/runtime.server'

export { RespondentError as ErrorBoundary } from '#app/responses/respondent-error'

export const handle: RouteHandle = { isRespondentPage: true }
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Thiqa' }]

/** Everything that a workspace stores about who has signed in, whether they are asked something now or not. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const door = await openMyData(request, params)
  const { database, secret } = runtime()
  return ownDataPage(database.prisma, { ...door, secret, url: request.url })
}

export async function action({ request, params }: ActionFunctionArgs) {
  return answerOwnData(request, await openMyData(request, params))
}

export default function MyDataPage() {
  const page = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  return (
    <RespondentFrame page={page}>
      <OwnDataContent page={page} refused={refused} />
    </RespondentFrame>
  )
}
