import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { readSharing, shareBenchmarks } from '#app/disclosure/benchmarks/share-benchmarks.server'
import { requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { formatDate } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'members.benchmarks.title')

export async function loader({ request }: LoaderFunctionArgs) {
  const { workspaceId } = await requireMember(request, 'set-up')
  return readSharing(runtime().database.prisma, workspaceId)
}

/** Records its event with the change. */
export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'set-up')
  const intent = (await readForm(request)).get('intent')
  if (intent !== 'start' && intent !== 'stop') throw new Response(null, { status: 400 })
  await shareBenchmarks(runtime().database.prisma, member, intent === 'start', new Date())
  throw redirect(paths.shareBenchmarks)
}

const PARTS = ['what', 'who', 'told', 'back'] as const

/** What is shared with other workspaces and with whom, before it is turned on; and how it is taken back. */
export default function ShareBenchmarksPage() {
  const { t, i18n } = useTranslation()
  const { benchmarksSince } = useLoaderData<typeof loader>()
  return (
    <main id="main" className="page narrow">
      <p className="quiet">
        <Link to={paths.settings}>{t('members.settings.title')}</Link>
      </p>
      <h1>{t('members.benchmarks.title')}</h1>
      <p>{t('members.benchmarks.text')}</p>
      <section className="card">
        {PARTS.map((part) => (
          <div key={part}>
            <h2>{t(`members.benchmarks.${part}-title`)}</h2>
            <p>{t(`members.benchmarks.${part}`)}</p>
          </div>
        ))}
      </section>
      <p role="status" className={benchmarksSince ? 'notice good' : 'notice'}>
        {benchmarksSince
          ? t('members.benchmarks.on', { date: formatDate(i18n.language, benchmarksSince) })
          : t('members.benchmarks.off')}
      </p>
      <Form method="post" className="actions">
        <button type="submit" name="intent" value={benchmarksSince ? 'stop' : 'start'}>
          {t(benchmarksSince ? 'members.benchmarks.stop' : 'members.benchmarks.start')}
        </button>
      </Form>
    </main>
  )
}
