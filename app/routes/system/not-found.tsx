import { ErrorPage } from '#app/http/error-page'
import { notFound } from '#app/http/guards.server'

export function loader() {
  throw notFound()
}

export function action() {
  throw notFound()
}

export default function NotFoundPage() {
  return <ErrorPage status={404} />
}
