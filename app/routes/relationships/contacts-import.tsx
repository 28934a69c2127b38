import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { CONTACT_COLUMNS } from '#app/evidence/contacts/contact-form'
import { planContacts } from '#app/evidence/contacts/import-contacts.server'
import { importOfEvidence, openEvidence } from '#app/http/open-evidence.server'
import { paths } from '#app/http/paths'
import { takeImport } from '#app/http/take-import.server'
import { ImportFrame } from '#app/relationships/import-frame'
import { pageTitle } from '#app/relationships/page-title'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'imports.title.contacts')

export async function loader({ request }: LoaderFunctionArgs) {
  await openEvidence(request)
  return { imported: new URL(request.url).searchParams.get('imported') }
}

export async function action({ request }: ActionFunctionArgs) {
  const { prisma, member, workspaceId, within } = await openEvidence(request)
  return takeImport(request, {
    ...{ prisma, actor: member.actor, list: 'contacts', page: paths.contactsImport },
    plan: (db, text) => planContacts(db, { workspaceId, within }, text),
    ...importOfEvidence(workspaceId),
  })
}

export default function ImportContactsPage() {
  const { imported } = useLoaderData<typeof loader>()
  return (
    <ImportFrame
      kind="contacts"
      listPath={paths.contacts}
      samplePath={paths.contactsSample}
      columns={CONTACT_COLUMNS}
      imported={imported}
      result={useActionData<typeof action>()}
    />
  )
}
