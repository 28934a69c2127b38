import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { notFound, requireMember, requireRecordId } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { recordAction } from '#app/http/record-action.server'
import { useCheckedForm } from '#app/http/use-checked-form'
import { useTranslation } from '#app/i18n/use-translation'
import { recordEvent } from '#app/people/audit/record-event.server'
import { type OrganizationForm, organizationSchema } from '#app/relationships/forms'
import { deleteOrganization, findOrganization, saveOrganization } from '#app/relationships/organizations.server'
import { pageTitle } from '#app/relationships/page-title'
import { RecordFrame } from '#app/relationships/record-frame'
import { runtime } from '#app/runtime.server'
import { Field } from '#app/ui/field'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'words.organizations', data?.organization?.name)

async function openRecord(request: Request, parameter: string | undefined) {
  const { workspaceId, actor } = await requireMember(request, 'set-up')
  const { prisma } = runtime().database
  const id = requireRecordId(parameter)
  const organization = id ? await findOrganization(prisma, workspaceId, id) : null
  if (id && !organization) throw notFound()
  return { prisma, workspaceId, actor, id, organization }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { organization } = await openRecord(request, params.organizationId)
  return { organization }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { prisma, workspaceId, actor, id } = await openRecord(request, params.organizationId)
  return recordAction(request, {
    schema: organizationSchema,
    kind: 'organization',
    id,
    record: (event) => recordEvent(prisma, actor, event),
    texts: 'relationships',
    listPath: paths.organizations,
    save: (form) => saveOrganization(prisma, workspaceId, id, form),
    remove: (own) => deleteOrganization(prisma, workspaceId, own),
  })
}

export default function OrganizationPage() {
  const { t } = useTranslation()
  const { organization } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const checked = useCheckedForm<OrganizationForm>(
    organizationSchema,
    result && 'errors' in result ? result : undefined,
  )
  return (
    <RecordFrame
      title={organization?.name ?? t('relationships.organizations.new')}
      listPath={paths.organizations}
      listTitle={t('words.organizations')}
      isNew={!organization}
      checked={checked as never}
      deleteText={t('relationships.organizations.delete')}
    >
      {(['code', 'name'] as const).map((name) => (
        <Field
          key={name}
          id={name}
          label={t(`relationships.field.${name}`)}
          hint={t(`relationships.organizations.${name}-hint`)}
          error={checked.error(name)}
        >
          {(describe) => (
            <input {...describe} {...checked.register(name)} defaultValue={checked.value(name, organization?.[name])} />
          )}
        </Field>
      ))}
    </RecordFrame>
  )
}
