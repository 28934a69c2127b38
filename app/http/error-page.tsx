import { Link } from '@remix-run/react'
import { useTranslation } from '#app/i18n/use-translation'
import { paths } from './paths'

const WORDED = [400, 403, 404, 405, 409, 413, 422, 429]

/** What people see when a page cannot be shown: what happened and the way out, in their language; never internals. */
export function ErrorPage({ status }: { status: number }) {
  const { t } = useTranslation()
  const key = WORDED.includes(status) ? status : status < 500 ? 400 : 500
  return (
    <main id="main" className="page narrow">
      <h1>{t(`errors.${key}.title`)}</h1>
      <p>{t(`errors.${key}.text`)}</p>
      <p>
        <Link to={paths.home}>{t('errors.home')}</Link>
      </p>
    </main>
  )
}
