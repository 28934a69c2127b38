import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { ChangeTable } from '#app/dashboards/change-table'
import { chooseWave } from '#app/dashboards/choose-wave'
import { IndexTable } from '#app/dashboards/index-table'
import { type PoolLevels, type PoolName, poolChanges, poolLevels, poolNames } from '#app/dashboards/pool-rows'
import { NothingPublished, ResultsHead } from '#app/dashboards/results-head'
import { readPools } from '#app/disclosure/read-pools.server'
import { openResults } from '#app/http/open-results.server'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import { pageTitle } from '#app/relationships/page-title'
import { Field } from '#app/ui/field'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'results.groups', data?.study.name)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, member, study } = await openResults(request, params.studyId)
  const wave = chooseWave(study.waves, request.url)
  if (!wave) return { study, wave: undefined }
  const tables = await readPools(prisma, { workspaceId, waveId: wave.id, reader: member })
  const names = poolNames(tables)
  const asked = new URL(request.url).searchParams.get('group')
  const group = names.find(({ id }) => id === asked) ?? names[0]
  return {
    ...{ study, wave: wave.number, ...poolLevels(tables), names, group: group?.id },
    moves: group ? poolChanges(tables, group.id, wave.number) : [],
  }
}

/** What several relationships come to together: also where each of them is too small to be shown. */
export default function GroupsPage() {
  const { t } = useTranslation()
  const page = useLoaderData<typeof loader>()
  const title = t('results.groups')
  if (page.wave === undefined) return <NothingPublished study={page.study} title={title} />
  const { study, wave, sides, both, names, group, moves } = page
  const table = ({ indices, rows }: PoolLevels, own: string) => (
    <IndexTable
      title={own}
      heads={[t('results.group-head'), t('results.who-answered')]}
      indices={indices}
      rows={rows.map(({ scope, name, side, values }) => ({
        ...{ key: `${scope} ${name} ${side}`, values },
        more: [t(side === 'both' ? 'results.both' : `words.${side}`)],
        name: <GroupName scope={scope} name={name} />,
      }))}
    />
  )
  return (
    <main id="main" className="page">
      <ResultsHead study={study} title={title} wave={wave} />
      <p>{t('results.groups-text')}</p>
      {sides.rows.length === 0 ? (
        <p className="empty">{t('results.groups-none')}</p>
      ) : (
        <>
          {table(sides, title)}
          {both.indices.length > 0 ? (
            <section>
              <h2>{t('results.groups-both.title')}</h2>
              <p>{t('results.groups-both.text')}</p>
              {table(both, t('results.groups-both.title'))}
            </section>
          ) : null}
          <section>
            <h2>{t('results.changes.title', { number: wave })}</h2>
            <p>{t('results.groups-moves')}</p>
            <Form method="get" className="actions" preventScrollReset>
              <input type="hidden" name="wave" value={wave} />
              <Field id="group" label={t('results.group-head')}>
                {(describe) => (
                  <select {...describe} key={group} name="group" defaultValue={group}>
                    {names.map(({ id, scope, name }) => (
                      <option key={id} value={id}>
                        {`${t(`results.scope.${scope}`)} ${name}`.trim()}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
              <button type="submit">{t('signals.show')}</button>
            </Form>
            <ChangeTable rows={moves} wave={wave} />
          </section>
        </>
      )}
      <p className="actions">
        <a href={`${paths.groupsCsv(study.id)}?wave=${wave}`} download>
          {t('words.download-csv')}
        </a>
      </p>
    </main>
  )
}

function GroupName({ scope, name }: Pick<PoolName, 'scope' | 'name'>) {
  const { t } = useTranslation()
  return (
    <>
      {t(`results.scope.${scope}`)} <bdi>{name}</bdi>
    </>
  )
}
