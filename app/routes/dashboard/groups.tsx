import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { chooseWave } from '#app/dashboards/choose-wave'
import { IndexTable } from '#app/dashboards/index-table'
import { poolIndices, poolRows } from '#app/dashboards/pool-rows'
import { NothingPublished, ResultsHead } from '#app/dashboards/results-head'
import { readPools } from '#app/disclosure/read-pools.server'
import { openResults } from '#app/http/open-results.server'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import { pageTitle } from '#app/relationships/page-title'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'results.groups', data?.study.name)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, member, study } = await openResults(request, params.studyId)
  const wave = chooseWave(study.waves, request.url)
  if (!wave) return { study, wave: undefined }
  const tables = await readPools(prisma, { workspaceId, waveId: wave.id, reader: member })
  return { study, wave: wave.number, indices: poolIndices(tables), rows: poolRows(tables) }
}

/** What several relationships come to together: also where each of them is too small to be shown. */
export default function GroupsPage() {
  const { t } = useTranslation()
  const page = useLoaderData<typeof loader>()
  const title = t('results.groups')
  if (page.wave === undefined) return <NothingPublished study={page.study} title={title} />
  const { study, wave, indices, rows } = page
  return (
    <main id="main" className="page">
      <ResultsHead study={study} title={title} wave={wave} />
      <p>{t('results.groups-text')}</p>
      {rows.length === 0 ? (
        <p className="empty">{t('results.groups-none')}</p>
      ) : (
        <IndexTable
          title={title}
          heads={[t('results.group-head'), t('results.who-answered')]}
          indices={indices}
          rows={rows.map(({ scope, name, side, values }) => ({
            ...{ key: `${scope} ${name} ${side}`, values, more: [t(`words.${side}`)] },
            name: (
              <>
                {t(`results.scope.${scope}`)} <bdi>{name}</bdi>
              </>
            ),
          }))}
        />
      )}
      <p className="actions">
        <a href={`${paths.groupsCsv(study.id)}?wave=${wave}`} download>
          {t('words.download-csv')}
        </a>
      </p>
    </main>
  )
}
