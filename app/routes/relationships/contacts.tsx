import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { measureContacts } from '#app/evidence/contacts/contact-measures'
import { ContactMeasuresTable } from '#app/evidence/contacts/contact-measures-table'
import { ContactTable } from '#app/evidence/contacts/contact-table'
import { countContacts, listContacts } from '#app/evidence/contacts/contacts.server'
import { RegisterLinks } from '#app/evidence/registers/register-links'
import { openEvidence } from '#app/http/open-evidence.server'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import { ListPager } from '#app/relationships/list-pager'
import { readListQuery } from '#app/relationships/page-of'
import { pageTitle } from '#app/relationships/page-title'
import { ListSearch } from '#app/ui/list-search'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'evidence.contacts.title')

export async function loader({ request }: LoaderFunctionArgs) {
  const { prisma, workspaceId, within } = await openEvidence(request)
  const { search, page } = readListQuery(request.url)
  const scope = { workspaceId, within, search }
  const counts = await countContacts(prisma, scope)
  return {
    search,
    list: await listContacts(prisma, scope, page),
    measures: { buyer: measureContacts(counts, 'buyer'), supplier: measureContacts(counts, 'supplier') },
  }
}

/** Everything in the register within reach. Entries are made on the page of a relationship, or come from a file. */
export default function ContactsPage() {
  const { t } = useTranslation()
  const { search, list, measures } = useLoaderData<typeof loader>()
  return (
    <main id="main" className="page">
      <RegisterLinks />
      <div className="page-head">
        <h1>{t('evidence.contacts.title')}</h1>
        <p className="actions">
          <Link to={paths.contactsImport} className="button second">
            {t('relationships.import')}
          </Link>
          <a href={`${paths.contactsCsv}${search ? `?q=${encodeURIComponent(search)}` : ''}`} download>
            {t('words.download-csv')}
          </a>
        </p>
      </div>
      <p>{t('evidence.contacts.text')}</p>
      {list.total > 0 || search ? (
        <ListSearch label={t('evidence.contacts.search')} button={t('relationships.search')} search={search} />
      ) : null}
      {list.total === 0 ? (
        <p className="empty">{search ? t('relationships.nothing-found') : t('evidence.contacts.empty-register')}</p>
      ) : (
        <>
          <ContactMeasuresTable measures={measures} />
          <p className="hint">{t('evidence.contacts.measure.hint')}</p>
          <ContactTable rows={list.rows} pathOf={paths.relationshipContacts} isOfOne={false} />
          <ListPager page={list.page} total={list.total} />
        </>
      )}
    </main>
  )
}
