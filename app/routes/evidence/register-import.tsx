import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { planEntries } from '#app/evidence/registers/import-entries.server'
import { registerFile } from '#app/evidence/registers/register'
import { findRegister } from '#app/evidence/registers/registers'
import { importOfEvidence, openRegister } from '#app/http/open-evidence.server'
import { paths } from '#app/http/paths'
import { takeImport } from '#app/http/take-import.server'
import { useTranslation } from '#app/i18n/use-translation'
import { ImportFrame } from '#app/relationships/import-frame'
import { pageTitle } from '#app/relationships/page-title'

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) =>
  pageTitle(matches, `evidence.${loaded?.name ?? 'register'}.title`)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { register } = await openRegister(request, params.register)
  return { name: register.name, imported: new URL(request.url).searchParams.get('imported') }
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { prisma, member, workspaceId, within, register } = await openRegister(request, params.register)
  return takeImport(request, {
    ...{ prisma, actor: member.actor, list: register.name, page: paths.registerImport(register.name) },
    plan: (db, text) => planEntries(db, { workspaceId, within, register }, text),
    ...importOfEvidence(workspaceId),
  })
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
