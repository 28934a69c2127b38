import { isRouteErrorResponse, useRouteError } from '@remix-run/react'
import { ErrorPage } from '#app/http/error-page'

/**
 * For requests that no button of ours sends, and for what goes wrong on our side. At the routes themselves: an error
 * that only the root catches is shown without the root's words.
 */
export function RespondentError() {
  const error = useRouteError()
  return <ErrorPage status={isRouteErrorResponse(error) ? error.status : 500} />
}
