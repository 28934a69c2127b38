import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { DeletedNotice } from '#app/evidence/deleted-notice'
import { changeEntry, findEntry, listEntries, saveEntry } from '#app/evidence/registers/entries.server'
import { readEntriesToMeasure } from '#app/evidence/registers/entries-to-measure.server'
import { EntryFields } from '#app/evidence/registers/entry-fields'
import { entryIntentSchema } from '#app/evidence/registers/entry-intent'
import { EntryTable } from '#app/evidence/registers/entry-table'
import { measureRegister } from '#app/evidence/registers/measure-register'
import { MeasuresTable } from '#app/evidence/registers/measures-table'
import { formSchema } from '#app/evidence/registers/register'
import { RegisterLinks } from '#app/evidence/registers/register-links'
import { findRegister } from '#app/evidence/registers/registers'
import { SubjectName } from '#app/evidence/registers/subject-name'
import { parseForm } from '#app/http/form'
import { notFound, requireId } from '#app/http/guards.server'
import { openEntriesOf } from '#app/http/open-evidence.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { useTranslation } from '#app/i18n/use-translation'
import { recordEvent } from '#app/people/audit/record-event.server'
import { may } from '#app/people/may'
import { ListPager } from '#app/relationships/list-pager'
import { readListQuery } from '#app/relationships/page-of'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) =>
  pageTitle(matches, `evidence.${loaded?.name ?? 'register'}.title`, loaded?.code)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, member, within, key, code, names } = await openEntriesOf(request, params)
  const { searchParams } = new URL(request.url)
  const edited = searchParams.get('edit')
  const entry = edited === null ? undefined : await findEntry(prisma, key, requireId(edited))
  if (edited !== null && !entry) throw notFound()
  const scope = { ...key, within }
  return {
    ...{ name: key.register.name, subjectId: key.subjectId, code, names, edited: entry },
    list: await listEntries(prisma, scope, readListQuery(request.url).page),
    measures: measureRegister(key.register.name, await readEntriesToMeasure(prisma, scope), new Date()),
    deleted: /^[0-9a-f-]{36}$/.exec(searchParams.get('deleted') ?? '')?.[0],
    maySetUp: may(member, 'set-up'),
  }
}

const DEEDS = { delete: 'evidence-deleted', restore: 'evidence-restored' } as const

export async function action({ request, params }: ActionFunctionArgs) {
  const { prisma, member, key } = await openEntriesOf(request, params)
  const { workspaceId, register, subjectId } = key
  const form = await readForm(request)
  const record = async (deed: (typeof DEEDS)[keyof typeof DEEDS] | 'evidence-saved', objectId: string) => {
    const isOfFirm = register.subject === 'organization'
    const details = { register: register.name, ...(!isOfFirm && { relationship: subjectId }) }
    await recordEvent(prisma, member.actor, { action: deed, objectKind: 'evidence', objectId, details })
    if (!isOfFirm)
      await runtime().queue.enqueue(prisma, 'refresh-signals-of', { workspaceId, relationshipId: subjectId })
  }
  const page = paths.entriesOf(register.name, subjectId)
  if (Object.hasOwn(DEEDS, String(form.get('intent')))) {
    const asked = parseForm(entryIntentSchema, form)
    if (!asked.ok) throw new Response(null, { status: 400 })
    const { id, intent } = asked.data
    if (!(await changeEntry(prisma, key, { id, intent }, new Date()))) throw notFound()
    await record(DEEDS[intent], id)
    throw redirect(intent === 'delete' ? `${page}?deleted=${id}` : page)
  }
  const edited = form.get('id')
  const parsed = parseForm(formSchema(register), form)
  if (!parsed.ok) return data({ values: parsed.values, errors: parsed.errors }, { status: 422 })
  const id = await saveEntry(prisma, key, edited ? requireId(String(edited)) : undefined, parsed.data)
  if (!id) throw notFound()
  await record('evidence-saved', id)
  throw redirect(page)
}

/** What a register holds about one relationship or firm, and the form for more. */
export default function EntriesPage() {
  const { t } = useTranslation()
  const { name, subjectId, names, list, measures, edited, deleted, maySetUp } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const register = findRegister(name)
  if (!register) return null
  const title = <SubjectName buyerName={names.buyer} supplierName={names.supplier} />
  const pathOf = (id: string) => paths.entriesOf(name, id)
  const subjectPath = register.subject === 'organization' ? paths.organization : paths.relationship
  return (
    <main id="main" className="page">
      <p className="quiet">
        {maySetUp ? <Link to={subjectPath(subjectId)}>{title}</Link> : title} ·{' '}
        <Link to={paths.register(name)}>{t('evidence.register.whole')}</Link>
      </p>
      {register.subject === 'relationship' ? <RegisterLinks relationshipId={subjectId} /> : null}
      <h1>{t(`evidence.${name}.title`)}</h1>
      <p>{t(`evidence.${name}.text`)}</p>
      {deleted ? <DeletedNotice id={deleted} /> : null}
      {list.total === 0 ? (
        <p className="empty">{t('evidence.register.empty')}</p>
      ) : (
        <>
          <MeasuresTable register={name} measures={measures} pathOf={pathOf} />
          <EntryTable register={register} rows={list.rows} pathOf={pathOf} isOfOne />
          <ListPager page={list.page} total={list.total} />
        </>
      )}
      <EntryFields
        key={edited?.id ?? 'new'}
        register={register}
        names={names}
        edited={edited}
        listPath={pathOf(subjectId)}
        refused={refused}
      />
    </main>
  )
}
