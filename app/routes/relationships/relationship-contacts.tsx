import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import {
  CONTACT_KINDS,
  type ContactForm,
  contactIntentSchema,
  contactSchema,
} from '#app/evidence/contacts/contact-form'
import { measureContacts } from '#app/evidence/contacts/contact-measures'
import { ContactMeasuresTable } from '#app/evidence/contacts/contact-measures-table'
import { ContactTable } from '#app/evidence/contacts/contact-table'
import {
  changeContact,
  countContacts,
  findContact,
  listContacts,
  saveContact,
} from '#app/evidence/contacts/contacts.server'
import { DeletedNotice } from '#app/evidence/deleted-notice'
import { RegisterLinks } from '#app/evidence/registers/register-links'
import { parseForm } from '#app/http/form'
import { notFound, requireId } from '#app/http/guards.server'
import { openEvidenceOf } from '#app/http/open-evidence.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { useCheckedForm } from '#app/http/use-checked-form'
import { useTranslation } from '#app/i18n/use-translation'
import { recordEvent } from '#app/people/audit/record-event.server'
import { may } from '#app/people/may'
import { FUNCTIONS } from '#app/relationships/functions'
import { ListPager } from '#app/relationships/list-pager'
import { readListQuery } from '#app/relationships/page-of'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'
import { ErrorSummary } from '#app/ui/error-summary'
import { Field } from '#app/ui/field'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'evidence.contacts.title', data?.relationship.code)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, member, within, key, relationship } = await openEvidenceOf(request, params.relationshipId)
  const { code, buyerName, supplierName } = relationship
  const { searchParams } = new URL(request.url)
  const edited = searchParams.get('edit')
  const contact = edited === null ? undefined : await findContact(prisma, key, requireId(edited))
  if (edited !== null && !contact) throw notFound()
  const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? ''
  const counts = await countContacts(prisma, { ...key, within })
  return {
    relationship: { id: key.relationshipId, code, buyerName, supplierName },
    list: await listContacts(prisma, { ...key, within }, readListQuery(request.url).page),
    measures: { buyer: measureContacts(counts, 'buyer'), supplier: measureContacts(counts, 'supplier') },
    edited: contact && {
      ...{ id: contact.id, kind: contact.kind, side: contact.side, function: contact.function, text: contact.text },
      ...{ happenedOn: day(contact.happenedOn), resolvedOn: day(contact.resolvedOn) },
    },
    deleted: /^[0-9a-f-]{36}$/.exec(searchParams.get('deleted') ?? '')?.[0],
    maySetUp: may(member, 'set-up'),
  }
}

const DEEDS = { delete: 'contact-deleted', restore: 'contact-restored', resolve: 'contact-resolved' } as const

export async function action({ request, params }: ActionFunctionArgs) {
  const { prisma, member, key } = await openEvidenceOf(request, params.relationshipId)
  const form = await readForm(request)
  const details = { relationship: key.relationshipId }
  const record = async (action: (typeof DEEDS)[keyof typeof DEEDS] | 'contact-saved', objectId: string) => {
    await recordEvent(prisma, member.actor, { action, objectKind: 'contact', objectId, details })
    await runtime().queue.enqueue(prisma, 'refresh-signals-of', key)
  }
  const page = paths.relationshipContacts(key.relationshipId)
  if (Object.hasOwn(DEEDS, String(form.get('intent')))) {
    const asked = parseForm(contactIntentSchema, form)
    if (!asked.ok) throw new Response(null, { status: 400 })
    const { id, intent } = asked.data
    if (!(await changeContact(prisma, key, { id, intent }, new Date()))) throw notFound()
    await record(DEEDS[intent], id)
    throw redirect(intent === 'delete' ? `${page}?deleted=${id}` : page)
  }
  const edited = form.get('id')
  const parsed = parseForm(contactSchema, form)
  if (!parsed.ok) return data({ values: parsed.values, errors: parsed.errors }, { status: 422 })
  const id = await saveContact(prisma, key, edited ? requireId(String(edited)) : undefined, parsed.data)
  if (!id) throw notFound()
  await record('contact-saved', id)
  throw redirect(page)
}

export default function RelationshipContactsPage() {
  const { t } = useTranslation()
  const { relationship, list, measures, edited, deleted, maySetUp } = useLoaderData<typeof loader>()
  const between = <bdi>{`${relationship.buyerName} – ${relationship.supplierName}`}</bdi>
  const names = { buyer: relationship.buyerName, supplier: relationship.supplierName }
  return (
    <main id="main" className="page">
      <p className="quiet">
        {maySetUp ? <Link to={paths.relationship(relationship.id)}>{between}</Link> : between} ·{' '}
        <Link to={paths.contacts}>{t('evidence.register.whole')}</Link>
      </p>
      <RegisterLinks relationshipId={relationship.id} />
      <h1>{t('evidence.contacts.title')}</h1>
      <p>{t('evidence.contacts.text')}</p>
      {deleted ? <DeletedNotice id={deleted} /> : null}
      {list.total === 0 ? (
        <p className="empty">{t('evidence.contacts.empty')}</p>
      ) : (
        <>
          <ContactMeasuresTable measures={measures} />
          <p className="hint">{t('evidence.contacts.measure.hint')}</p>
          <ContactTable rows={list.rows} pathOf={paths.relationshipContacts} isOfOne />
          <ListPager page={list.page} total={list.total} />
        </>
      )}
      <ContactFields
        key={edited?.id ?? 'new'}
        names={names}
        edited={edited}
        listPath={paths.relationshipContacts(relationship.id)}
      />
    </main>
  )
}

interface ContactFieldsProps {
  names: Record<'buyer' | 'supplier', string>
  edited: Record<'id' | 'kind' | 'side' | 'function' | 'text' | 'happenedOn' | 'resolvedOn', string> | undefined
  listPath: string
}

function ContactFields({ names, edited, listPath }: ContactFieldsProps) {
  const { t } = useTranslation()
  const result = useActionData<typeof action>()
  const { register, error, value, summary, form } = useCheckedForm<ContactForm>(contactSchema, result)
  const label = (name: string) => t(`evidence.contacts.field.${name}`)
  const choices = {
    kind: CONTACT_KINDS.map((one) => ({ value: one, label: t(`evidence.contacts.kind.${one}`) })),
    side: (['buyer', 'supplier'] as const).map((side) => ({ value: side, label: names[side] })),
    function: FUNCTIONS.map((one) => ({ value: one, label: t(`words.functions.${one}`) })),
  }
  const title = t(edited ? 'evidence.contacts.change' : 'evidence.contacts.add')
  return (
    <section className="narrow" aria-labelledby="add-contact">
      <h2 id="add-contact">{title}</h2>
      <ErrorSummary title={t('words.form-errors')} errors={summary(label)} />
      <Form {...form} className="card">
        {edited ? <input type="hidden" name="id" value={edited.id} /> : null}
        {(['kind', 'side', 'function'] as const).map((name) => (
          <Field key={name} id={name} label={label(name)} error={error(name)}>
            {(describe) => (
              <select
                {...describe}
                {...register(name)}
                defaultValue={value(name, edited?.[name] ?? choices[name][0]?.value)}
              >
                {choices[name].map((choice) => (
                  <option key={choice.value} value={choice.value}>
                    {choice.label}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ))}
        <Field id="text" label={label('text')} hint={t('evidence.contacts.text-hint')} error={error('text')}>
          {(describe) => (
            <input {...describe} {...register('text')} dir="auto" defaultValue={value('text', edited?.text)} />
          )}
        </Field>
        {(['happenedOn', 'resolvedOn'] as const).map((name) => (
          <Field
            key={name}
            id={name}
            label={label(name)}
            hint={name === 'resolvedOn' ? t('evidence.contacts.resolved-hint') : undefined}
            error={error(name)}
          >
            {(describe) => (
              <input {...describe} {...register(name)} type="date" defaultValue={value(name, edited?.[name])} />
            )}
          </Field>
        ))}
        <div className="actions">
          <button type="submit" name="intent" value="save">
            {edited ? t('words.save') : title}
          </button>
          {edited ? <Link to={listPath}>{t('words.cancel')}</Link> : null}
        </div>
      </Form>
    </section>
  )
}
