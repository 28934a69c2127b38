import { Form, Link, useSearchParams } from '@remix-run/react'
import { formatDate, formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { ListPager } from '#app/relationships/list-pager'
import { Field } from '#app/ui/field'
import { TableFrame } from '#app/ui/table-frame'
import type { StandingGroupRow, StandingPoint, StandingRow } from './read-standings.server'
import { StandingChart } from './standing-chart'
import { STANDING_GROUPS, STANDING_ONLY, type StandingChoice } from './standing-choice'
import { type StandingNews, standingSentences } from './standing-sentences'
import { StandingTable } from './standing-table'

export interface StandingsViewProps {
  study: { id: string; name: string; minimum: number; wave: number; publishedAt: Date; showsOnlyPools: boolean }
  summary: StandingNews['summary']
  since: StandingNews['since']
  list: { rows: StandingRow[]; total: number; page: number }
  points: StandingPoint[]
  groups: StandingGroupRow[]
  choice: StandingChoice
}

/** What changed since the last wave, in sentences; then every relationship within reach, as a chart and as a table. */
export function StandingsView({ study, summary, since, list, points, groups, choice }: StandingsViewProps) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const [parameters] = useSearchParams()
  const number = (value: number) => formatNumber(language, value)
  const withParameters = (changes: Record<string, string>) => {
    const changed = new URLSearchParams(parameters)
    for (const [name, value] of Object.entries(changes)) changed.set(name, value)
    changed.delete('page')
    return `?${changed}`
  }
  const sentences = standingSentences(t, language, { study, summary, since })
  return (
    <>
      <section className="card" aria-labelledby="since">
        <h2 id="since">
          {t('results.home.since.title', { number: study.wave, date: formatDate(language, study.publishedAt) })}{' '}
          <bdi>{study.name}</bdi>
        </h2>
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
      <Form method="get" className="card">
        <input type="hidden" name="study" value={study.id} />
        <div className="cards">
          <Field id="q" label={t('results.search')}>
            {(describe) => <input {...describe} type="search" name="q" defaultValue={choice.search} dir="auto" />}
          </Field>
          <Field id="only" label={t('results.home.only.title')}>
            {(describe) => (
              <select {...describe} name="only" defaultValue={choice.only}>
                {STANDING_ONLY.map((one) => (
                  <option key={one} value={one}>
                    {t(`results.home.only.${one}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field id="group" label={t('results.home.group.title')}>
            {(describe) => (
              <select {...describe} name="group" defaultValue={choice.group}>
                {STANDING_GROUPS.map((one) => (
                  <option key={one} value={one}>
                    {t(`results.home.group.${one}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        <p className="hint">{t('results.home.saved-view')}</p>
        <div className="actions">
          <button type="submit">{t('signals.show')}</button>
          <Link to={`?study=${study.id}`}>{t('results.home.all')}</Link>
        </div>
      </Form>
      {groups.length > 0 ? (
        <TableFrame label={t(`results.home.group.${choice.group}`)}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t(`results.home.group.${choice.group}`)}</th>
                {(['relationships', 'ranked', 'meanTrust', 'fell', 'warning'] as const).map((name) => (
                  <th key={name} scope="col" className="number">
                    {t(`results.home.group.column.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {groups.map((row) => (
                <tr key={row.key}>
                  <th scope="row">
                    <Link
                      to={withParameters({ key: row.key })}
                      aria-current={choice.key === row.key ? 'true' : undefined}
                    >
                      <bdi>{row.name || t('results.home.group.nobody')}</bdi>
                    </Link>
                  </th>
                  <td className="number">{number(row.relationships)}</td>
                  <td className="number">{row.ranked === null ? '–' : number(row.ranked)}</td>
                  <td className="number">{row.meanTrust === null ? '–' : number(row.meanTrust)}</td>
                  <td className="number">{number(row.fell)}</td>
                  <td className="number">{number(row.warning)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      ) : null}
      {list.total === 0 ? (
        <p className="empty">{t('results.nothing-found')}</p>
      ) : (
        <>
          {points.length > 0 ? <StandingChart points={points} total={list.total} study={study} /> : null}
          <StandingTable
            studyId={study.id}
            minimum={study.minimum}
            rows={list.rows}
            sort={choice.sort}
            isDescending={choice.isDescending}
            parameters={parameters}
          />
          <p className="hint">{t('results.home.ranked')}</p>
          <ListPager page={list.page} total={list.total} />
        </>
      )}
    </>
  )
}
