import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { AgainstTrustView } from '#app/dashboards/against-trust-view'
import { againstTrust } from '#app/dashboards/evidence-against-trust'
import { readTrust } from '#app/dashboards/standings/read-trust.server'
import { listEntries, listFirmsWithin } from '#app/evidence/registers/entries.server'
import { MOST_MEASURED_AT_ONCE, readEntriesToMeasure } from '#app/evidence/registers/entries-to-measure.server'
import { EntryTable } from '#app/evidence/registers/entry-table'
import { measureRegister } from '#app/evidence/registers/measure-register'
import { MeasuresTable } from '#app/evidence/registers/measures-table'
import { readRegisterChoice } from '#app/evidence/registers/register-choice'
import { RegisterLinks } from '#app/evidence/registers/register-links'
import { findRegister } from '#app/evidence/registers/registers'
import { openRegister } from '#app/http/open-evidence.server'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import { recordEvent } from '#app/people/audit/record-event.server'
import { ListPager } from '#app/relationships/list-pager'
import { readListQuery } from '#app/relationships/page-of'
import { pageTitle } from '#app/relationships/page-title'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, `evidence.${data?.name ?? 'register'}.title`)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, member, workspaceId, within, register } = await openRegister(request, params.register)
  const { page } = readListQuery(request.url)
  const choice = readRegisterChoice(register, request.url)
  const scope = { workspaceId, within, register, ...choice }
  const now = new Date()
  const list = await listEntries(prisma, scope, page)
  const isMeasured = list.total <= MOST_MEASURED_AT_ONCE || new URL(request.url).searchParams.has('measures')
  const entries = isMeasured ? await readEntriesToMeasure(prisma, scope) : undefined
  // released trust is among it
  const look = { action: 'results-viewed', objectKind: 'list', objectId: register.name } as const
  await recordEvent(prisma, member.actor, { ...look, details: { page: 'evidence' } })
  return {
    ...{ name: register.name, choice },
    list,
    measured: entries && {
      measures: measureRegister(register.name, entries, now),
      relations: againstTrust(register.name, entries, await readTrust(prisma, workspaceId, within), now),
    },
    firms: register.subject === 'organization' ? await listFirmsWithin(prisma, workspaceId, within) : [],
  }
}

/** Everything in a register within reach. Entries are made on the page of a relationship or firm, or come from a file. */
export default function RegisterPage() {
  const { t } = useTranslation()
  const { name, choice, list, measured, firms } = useLoaderData<typeof loader>()
  const register = findRegister(name)
  if (!register) return null
  const pathOf = (subjectId: string) => paths.entriesOf(name, subjectId)
  const asked = new URLSearchParams({ ...(choice.search && { q: choice.search }), ...choice.only }).toString()
  return (
    <main id="main" className="page">
      <RegisterLinks />
      <div className="page-head">
        <h1>{t(`evidence.${name}.title`)}</h1>
        <p className="actions">
          <Link to={paths.registerImport(name)} className="button second">
            {t('relationships.import')}
          </Link>
          <a href={`${paths.registerCsv(name)}${asked ? `?${asked}` : ''}`} download>
            {t('words.download-csv')}
          </a>
        </p>
      </div>
      <p>{t(`evidence.${name}.text`)}</p>
      {firms.length > 0 ? (
        <details>
          <summary>{t('evidence.register.choose-firm')}</summary>
          <ul className="choices">
            {firms.map((firm) => (
              <li key={firm.id}>
                <Link to={pathOf(firm.id)}>
                  <bdi>{firm.name}</bdi>
                </Link>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {list.total > 0 || asked ? (
        <Form method="get" className="actions" role="search">
          <label htmlFor="q" className="visually-hidden">
            {t('evidence.contacts.search')}
          </label>
          <input
            id="q"
            name="q"
            type="search"
            placeholder={t('evidence.contacts.search')}
            defaultValue={choice.search}
            maxLength={100}
          />
          {register.fields
            .filter(({ type }) => type === 'choice')
            .map(({ name: field, options }) => (
              <select
                key={field}
                name={field}
                aria-label={t(`evidence.${name}.field.${field}`)}
                defaultValue={choice.only[field as 'kind'] ?? ''}
              >
                <option value="">{t('evidence.register.any', { field: t(`evidence.${name}.field.${field}`) })}</option>
                {options.map((option) => (
                  <option key={option} value={option}>
                    {field === 'side' ? t(`words.${option}`) : t(`evidence.${name}.${field}.${option}`)}
                  </option>
                ))}
              </select>
            ))}
          <button type="submit" className="second">
            {t('relationships.search')}
          </button>
        </Form>
      ) : null}
      {list.total === 0 ? (
        <p className="empty">{asked ? t('relationships.nothing-found') : t('evidence.register.empty-register')}</p>
      ) : (
        <>
          {measured ? (
            <>
              <MeasuresTable register={name} measures={measured.measures} pathOf={pathOf} />
              <AgainstTrustView relations={measured.relations} />
            </>
          ) : (
            <p className="notice">
              {t('evidence.register.many', { count: list.total })}{' '}
              <Link to={`?${new URLSearchParams([...new URLSearchParams(asked), ['measures', '']])}`}>
                {t('evidence.register.measure-all')}
              </Link>
            </p>
          )}
          <h2>{t('evidence.register.entries')}</h2>
          <EntryTable register={register} rows={list.rows} pathOf={pathOf} isOfOne={false} />
          <ListPager page={list.page} total={list.total} />
        </>
      )}
    </main>
  )
}
