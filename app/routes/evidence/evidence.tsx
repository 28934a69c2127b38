import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { countContactEntries } from '#app/evidence/contacts/contacts.server'
import { countRegisters } from '#app/evidence/registers/entries.server'
import { REGISTERS } from '#app/evidence/registers/registers'
import { openEvidence } from '#app/http/open-evidence.server'
import { paths } from '#app/http/paths'
import { formatDate, formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { pageTitle } from '#app/relationships/page-title'
import { TableFrame } from '#app/ui/table-frame'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'evidence.register.all')

export async function loader({ request }: LoaderFunctionArgs) {
  const { prisma, workspaceId, within } = await openEvidence(request)
  const contacts = await countContactEntries(prisma, { workspaceId, within })
  return {
    registers: [{ name: 'contacts', ...contacts }, ...(await countRegisters(prisma, workspaceId, within, REGISTERS))],
  }
}

/** What really happened between the firms, register by register. */
export default function EvidencePage() {
  const { t, i18n } = useTranslation()
  const { registers } = useLoaderData<typeof loader>()
  return (
    <main id="main" className="page">
      <h1>{t('evidence.register.all')}</h1>
      <p>{t('evidence.register.text')}</p>
      <TableFrame label={t('evidence.register.all')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('evidence.register.name')}</th>
              <th scope="col">{t('evidence.register.holds')}</th>
              <th scope="col" className="number">
                {t('evidence.register.entries')}
              </th>
              <th scope="col">{t('evidence.register.newest')}</th>
            </tr>
          </thead>
          <tbody>
            {registers.map(({ name, entries, newest }) => (
              <tr key={name}>
                <th scope="row">
                  <Link to={name === 'contacts' ? paths.contacts : paths.register(name)}>
                    {t(`evidence.${name}.title`)}
                  </Link>
                </th>
                <td>{t(`evidence.${name}.text`)}</td>
                <td className="number">{formatNumber(i18n.language, entries)}</td>
                <td>{newest ? formatDate(i18n.language, newest) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
      <p className="hint">{t('evidence.register.promises-hint')}</p>
    </main>
  )
}
