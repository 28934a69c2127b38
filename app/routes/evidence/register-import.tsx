import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { importEntries, planEntries } from '#app/evidence/registers/import-entries.server'
import { registerFile } from '#app/evidence/registers/register'
import { findRegister } from '#app/evidence/registers/registers'
import { openRegister } from '#app/http/open-evidence.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { recordEvent } from '#app/people/audit/record-event.server'
import { ImportFrame } from '#app/relationships/import-frame'
import { summarizePlan } from '#app/relationships/import-preview'
import { pageTitle } from '#app/relationships/page-title'
import { readImportText } from '#app/relationships/read-import-text.server'
import { runtime } from '#app/runtime.server'

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) =>
  pageTitle(matches, `evidence.${loaded?.name ?? 'register'}.title`)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { register } = await openRegister(request, params.register)
  return { name: register.name, imported: new URL(request.url).searchParams.get('imported') }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { prisma, member, workspaceId, within, register } = await openRegister(request, params.register)
  const form = await readForm(request)
  const text = await readImportText(form)
  const reader = { workspaceId, within, register }
  if (form.get('intent') !== 'import') {
    const plan = await planEntries(prisma, reader, text)
    const isRefused = plan.problems.length > 0
    return data({ summary: summarizePlan(plan), csv: isRefused ? undefined : text }, { status: isRefused ? 422 : 200 })
  }
  const { ok, plan } = await importEntries(prisma, reader, text)
  const summary = summarizePlan(plan)
  if (!ok) return data({ summary, csv: undefined }, { status: 422 })
  const { counts } = summary
  await recordEvent(prisma, member.actor, {
    ...{ action: 'list-imported', objectKind: 'list', objectId: register.name },
    details: { added: counts.new, changed: counts.changed, unchanged: counts.unchanged },
  })
  await runtime().queue.enqueue(prisma, 'refresh-signals', { workspaceId })
  throw redirect(`${paths.registerImport(register.name)}?imported=${counts.new}.${counts.changed}.${counts.unchanged}`)
}

export default function ImportRegisterPage() {
  const { t } = useTranslation()
  const { name, imported } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>()
  const register = findRegister(name)
  if (!register) return null
  const describe = (column: string) => {
    const field = register.fields.find((one) => one.column === column)
    if (!field) return t(`evidence.register.format.${register.subject}`)
    const label = t(`evidence.${name}.field.${field.name}`)
    return `${label}: ${t(`evidence.register.format.${field.type}`, { options: field.options.join(', ') })}`
  }
  const title = t(`evidence.${name}.title`)
  return (
    <ImportFrame
      kind={name}
      words={{ title: t('evidence.register.import', { register: title }), list: title, column: describe }}
      listPath={paths.register(name)}
      samplePath={paths.registerSample(name)}
      columns={registerFile(register).columns}
      imported={imported}
      result={result}
    />
  )
}
