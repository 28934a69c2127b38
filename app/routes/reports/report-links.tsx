import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import type { Db } from '#app/db/database.server'
import { parseForm } from '#app/http/form'
import { type CurrentMember, notFound, requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { ownNameOf } from '#app/i18n/direction'
import { INTERFACE_LANGUAGES } from '#app/i18n/languages'
import { requestLanguage } from '#app/i18n/request-language'
import { useTranslation } from '#app/i18n/use-translation'
import { findReach } from '#app/people/find-reach.server'
import { may } from '#app/people/may'
import { ListPager } from '#app/relationships/list-pager'
import { readListQuery } from '#app/relationships/page-of'
import { pageTitle } from '#app/relationships/page-title'
import { LINK_DAYS, reportLinkSchema, reportSubjectSchema } from '#app/reports/report-link-form'
import { ReportLinkTable } from '#app/reports/report-link-table'
import { findReportSubject, listReportLinks, makeReportLink, revokeReportLink } from '#app/reports/report-links.server'
import { runtime } from '#app/runtime.server'
import { CopyField } from '#app/ui/copy-field'
import { ErrorSummary } from '#app/ui/error-summary'
import { Field } from '#app/ui/field'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'reports.links.title')

const revokeSchema = z.object({ id: z.uuid() })

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'share-reports')
  const { prisma } = runtime().database
  return {
    subject: await findSubject(prisma, member, request),
    links: await listReportLinks(prisma, member, readListQuery(request.url).page, new Date()),
    showsMakers: may(member, 'set-up'),
    language: requestLanguage(request.headers),
    languages: INTERFACE_LANGUAGES,
  }
}

/** What the address asks for a link to. @throws 404 for what is not within reach, or not published */
async function findSubject(db: Db, member: CurrentMember, request: Request) {
  const { searchParams } = new URL(request.url)
  if (!searchParams.has('study')) return undefined
  const asked = reportSubjectSchema.safeParse(Object.fromEntries(searchParams))
  const { workspaceId } = member
  const subject =
    asked.success && (await findReportSubject(db, { workspaceId, within: findReach(workspaceId, member) }, asked.data))
  if (!subject) throw notFound()
  return subject
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'share-reports')
  const { prisma } = runtime().database
  const now = new Date()
  const sent = await readForm(request)
  if (sent.get('intent') === 'revoke') {
    const asked = parseForm(revokeSchema, sent)
    if (!asked.ok || !(await revokeReportLink(prisma, member, asked.data.id, now))) throw notFound()
    throw redirect(paths.reportLinks)
  }
  const form = parseForm(reportLinkSchema, sent)
  if (!form.ok) return data({ values: form.values, errors: form.errors }, { status: 422 })
  const subject = await findSubject(prisma, member, request)
  if (!subject) throw new Response(null, { status: 400 })
  const { studyId, relationshipId } = subject
  const { token } = await makeReportLink(prisma, member, { ...form.data, studyId, relationshipId }, now)
  return data({ link: runtime().env.publicUrl + paths.reportByLink(member.workspaceId, token), values: {}, errors: {} })
}

export default function ReportLinksPage() {
  const { t } = useTranslation()
  const { subject, links, showsMakers, language, languages } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const errors = Object.entries<string[]>(result?.errors ?? {})
  const value = (name: string) => (result?.values as Record<string, unknown> | undefined)?.[name]
  const error = (name: string) => {
    const [key] = errors.find(([field]) => field === name)?.[1] ?? []
    return key && t(key)
  }
  const link = result && 'link' in result ? result.link : undefined
  return (
    <main id="main" className="page">
      <h1>{t('reports.links.title')}</h1>
      <p>{t('reports.links.text')}</p>
      {link ? (
        <div className="notice good" role="status">
          <p>{t('reports.links.made')}</p>
          <CopyField
            id="link"
            label={t('reports.links.link')}
            value={link}
            copy={t('reports.links.copy')}
            copied={t('reports.links.copied')}
            notCopied={t('reports.links.not-copied')}
          />
        </div>
      ) : null}
      {subject ? (
        <section className="narrow" aria-labelledby="new-link">
          <h2 id="new-link">{t('reports.links.new')}</h2>
          <p>
            {subject.relationshipId ? (
              <Link to={paths.relationshipReport(subject.studyId, subject.relationshipId)}>
                {t('reports.relationship.title')}: <bdi>{subject.buyerName}</bdi> – <bdi>{subject.supplierName}</bdi>
              </Link>
            ) : (
              <Link to={paths.portfolioReport(subject.studyId)}>{t('reports.portfolio.title')}</Link>
            )}{' '}
            · <bdi>{subject.studyName}</bdi>
          </p>
          <ErrorSummary
            title={t('words.form-errors')}
            errors={errors.map(([name]) => ({ fieldId: name, text: `${t(`reports.links.${name}`)}: ${error(name)}` }))}
          />
          <Form method="post" className="card" key={link}>
            <Field id="note" label={t('reports.links.note')} hint={t('reports.links.note-hint')} error={error('note')}>
              {(describe) => (
                <input {...describe} name="note" dir="auto" defaultValue={String(value('note') ?? '')} required />
              )}
            </Field>
            <Field id="days" label={t('reports.links.days')} error={error('days')}>
              {(describe) => (
                <select {...describe} name="days" defaultValue={String(value('days') ?? LINK_DAYS[1])}>
                  {LINK_DAYS.map((days) => (
                    <option key={days} value={days}>
                      {t('account.keys.for-days', { count: days })}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field id="language" label={t('reports.links.language')} error={error('language')}>
              {(describe) => (
                <select {...describe} name="language" defaultValue={String(value('language') ?? language)}>
                  {languages.map((one) => (
                    <option key={one} value={one} lang={one}>
                      {ownNameOf(one)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <p className="hint">{t('reports.links.what-is-seen')}</p>
            <div className="actions">
              <button type="submit" name="intent" value="make">
                {t('reports.links.make-now')}
              </button>
            </div>
          </Form>
        </section>
      ) : null}
      <h2>{t('reports.links.list')}</h2>
      {links.total === 0 ? (
        <p className="empty">{t('reports.links.empty')}</p>
      ) : (
        <>
          <ReportLinkTable rows={links.rows} showsMakers={showsMakers} />
          <ListPager page={links.page} total={links.total} />
        </>
      )}
    </main>
  )
}
