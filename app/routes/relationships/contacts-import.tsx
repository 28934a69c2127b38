import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { CONTACT_COLUMNS } from '#app/evidence/contacts/contact-form'
import { importContacts, planContacts } from '#app/evidence/contacts/import-contacts.server'
import { openEvidence } from '#app/http/open-evidence.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { recordEvent } from '#app/people/audit/record-event.server'
import { ImportFrame } from '#app/relationships/import-frame'
import { summarizePlan } from '#app/relationships/import-preview'
import { pageTitle } from '#app/relationships/page-title'
import { readImportText } from '#app/relationships/read-import-text.server'
import { runtime } from '#app/runtime.server'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'imports.title.contacts')

export async function loader({ request }: LoaderFunctionArgs) {
  await openEvidence(request)
  return { imported: new URL(request.url).searchParams.get('imported') }
}

export async function action({ request }: ActionFunctionArgs) {
  const { prisma, member, workspaceId, within } = await openEvidence(request)
  const form = await readForm(request)
  const text = await readImportText(form)
  if (form.get('intent') !== 'import') {
    const plan = await planContacts(prisma, { workspaceId, within }, text)
    const isRefused = plan.problems.length > 0
    return data({ summary: summarizePlan(plan), csv: isRefused ? undefined : text }, { status: isRefused ? 422 : 200 })
  }
  const { ok, plan } = await importContacts(prisma, { workspaceId, within }, text)
  const summary = summarizePlan(plan)
  if (!ok) return data({ summary, csv: undefined }, { status: 422 })
  const { counts } = summary
  const details = { added: counts.new, changed: counts.changed, unchanged: counts.unchanged }
  await recordEvent(prisma, member.actor, {
    action: 'list-imported',
    objectKind: 'list',
    objectId: 'contacts',
    details,
  })
  await runtime().queue.enqueue(prisma, 'refresh-signals', { workspaceId })
  throw redirect(`${paths.contactsImport}?imported=${counts.new}.${counts.changed}.${counts.unchanged}`)
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
