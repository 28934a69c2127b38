import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { notFound, requireMember, requireRecordId } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { recordAction } from '#app/http/record-action.server'
import { useCheckedForm } from '#app/http/use-checked-form'
import { useTranslation } from '#app/i18n/use-translation'
import { recordEvent } from '#app/people/audit/record-event.server'
import { type RelationshipForm, relationshipSchema } from '#app/relationships/forms'
import { InformantChoices } from '#app/relationships/informant-choices'
import { NoFirmsYet } from '#app/relationships/no-firms-yet'
import { listOrganizationNames } from '#app/relationships/organizations.server'
import { pageTitle } from '#app/relationships/page-title'
import { RecordFrame } from '#app/relationships/record-frame'
import { deleteRelationship, findRelationship, listPeopleOf } from '#app/relationships/relationships.server'
import { saveRelationship } from '#app/relationships/save-relationship.server'
import { runtime } from '#app/runtime.server'
import { Field } from '#app/ui/field'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'words.relationships', data?.relationship?.code)

async function openRecord(request: Request, parameter: string | undefined) {
  const { workspaceId, actor } = await requireMember(request, 'set-up')
  const { prisma } = runtime().database
  const id = requireRecordId(parameter)
  const relationship = id ? await findRelationship(prisma, workspaceId, id) : undefined
  if (id && !relationship) throw notFound()
  return { prisma, workspaceId, actor, id, relationship }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { prisma, workspaceId, relationship } = await openRecord(request, params.relationshipId)
  const firms = relationship ? [relationship.buyerId, relationship.supplierId] : []
  return {
    relationship,
    organizations: await listOrganizationNames(prisma, workspaceId),
    people: await listPeopleOf(prisma, workspaceId, firms),
  }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { prisma, workspaceId, actor, id } = await openRecord(request, params.relationshipId)
  return recordAction(request, {
    schema: relationshipSchema,
    kind: 'relationship',
    id,
    record: (event) => recordEvent(prisma, actor, event),
    texts: 'relationships',
    listPath: paths.relationships,
    save: (form) => saveRelationship(prisma, workspaceId, id, form),
    // only now it is known whose people may be named: on to naming them
    goOn: (saved) => (id ? paths.relationships : paths.relationship(saved)),
    remove: (own) => deleteRelationship(prisma, workspaceId, own),
  })
}

export default function RelationshipPage() {
  const { t } = useTranslation()
  const { relationship, organizations, people } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const refused = result && 'errors' in result ? result : undefined
  const checked = useCheckedForm<RelationshipForm>(relationshipSchema, refused)
  const chosen: unknown = refused?.values.informants
  const field = (name: string) => ({ id: name, label: t(`relationships.field.${name}`), error: checked.error(name) })
  const text = (name: 'code' | 'category' | 'annualSpend' | 'currency', hint?: string) => (
    <Field {...field(name)} hint={hint}>
      {(describe) => (
        <input {...describe} {...checked.register(name)} defaultValue={checked.value(name, relationship?.[name])} />
      )}
    </Field>
  )
  const select = (
    name: 'buyerId' | 'supplierId' | 'buyerOwnerId' | 'supplierOwnerId',
    options: { id: string; label: string }[],
    none?: string,
  ) => (
    <Field {...field(name)}>
      {(describe) => (
        <select {...describe} {...checked.register(name)} defaultValue={checked.value(name, relationship?.[name])}>
          {none === undefined ? null : <option value="">{none}</option>}
          {options.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  const firms = organizations.map(({ id, name, code }) => ({ id, label: `${name} (${code})` }))
  const peopleOf = (organizationId: string | undefined) =>
    people
      .filter((person) => person.organizationId === organizationId)
      .map(({ id, name, email }) => ({ id, label: `${name} (${email})` }))
  return (
    <RecordFrame
      title={
        relationship ? `${relationship.buyerName} – ${relationship.supplierName}` : t('relationships.relationships.new')
      }
      listPath={paths.relationships}
      listTitle={t('words.relationships')}
      isNew={!relationship}
      checked={checked as never}
      deleteText={t('relationships.relationships.delete')}
    >
      {organizations.length === 0 ? <NoFirmsYet /> : null}
      {relationship ? <Link to={paths.promises(relationship.id)}>{t('evidence.promises.link')}</Link> : null}
      {text('code', t('relationships.relationships.code-hint'))}
      {select('buyerId', firms, relationship ? undefined : t('relationships.choose'))}
      {select('supplierId', firms, relationship ? undefined : t('relationships.choose'))}
      {text('category')}
      {text('annualSpend', t('relationships.relationships.annualSpend-hint'))}
      {text('currency', t('relationships.relationships.currency-hint'))}
      {(['startedOn', 'renewalOn'] as const).map((name) => (
        <Field key={name} {...field(name)}>
          {(describe) => (
            <input
              {...describe}
              {...checked.register(name)}
              type="date"
              defaultValue={checked.value(name, relationship?.[name])}
            />
          )}
        </Field>
      ))}
      {relationship ? (
        <>
          {select('buyerOwnerId', peopleOf(relationship.buyerId), t('relationships.no-owner'))}
          {select('supplierOwnerId', peopleOf(relationship.supplierId), t('relationships.no-owner'))}
          <InformantChoices
            relationship={relationship}
            people={people}
            chosen={Array.isArray(chosen) ? chosen.map(String) : relationship.informants}
            error={checked.error('informants')}
          />
        </>
      ) : (
        <p className="hint">{t('relationships.relationships.people-later')}</p>
      )}
    </RecordFrame>
  )
}
