import { Form, Link } from '@remix-run/react'
import { formatDate } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import type { ListedContact } from './contacts.server'

interface ContactTableProps {
  rows: ListedContact[]
  /** of the entries of a relationship */
  pathOf: (relationshipId: string) => string
  /** with what can be done to each; else with the name of its relationship */
  isOfOne: boolean
}

/** Complaints, concerns and contacts, line by line. */
export function ContactTable({ rows, pathOf, isOfOne }: ContactTableProps) {
  const { t, i18n } = useTranslation()
  const date = (day: Date) => formatDate(i18n.language, day)
  const names = (['happenedOn', 'kind', 'text', 'side', 'function', 'resolvedOn'] as const).map((name) => (
    <th key={name} scope="col">
      {t(`evidence.contacts.field.${name}`)}
    </th>
  ))
  return (
    <TableFrame label={t('evidence.contacts.title')}>
      <table>
        <thead>
          <tr>
            {isOfOne ? null : <th scope="col">{t('results.column.code')}</th>}
            {names}
            {isOfOne ? <th scope="col">{t('evidence.contacts.actions')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {isOfOne ? null : (
                <th scope="row">
                  <Link to={pathOf(row.relationshipId)}>
                    <bdi>{row.buyerName}</bdi> – <bdi>{row.supplierName}</bdi>
                  </Link>
                </th>
              )}
              <td>{date(row.happenedOn)}</td>
              <td>
                <span className={row.kind === 'contact' ? 'tag' : 'tag warn'}>
                  {t(`evidence.contacts.kind.${row.kind}`)}
                </span>
              </td>
              <td dir="auto">{row.text}</td>
              <td>
                <bdi>{row.side === 'buyer' ? row.buyerName : row.supplierName}</bdi>
              </td>
              <td>{t(`words.functions.${row.function}`)}</td>
              <td>
                {row.resolvedOn
                  ? date(row.resolvedOn)
                  : row.kind === 'contact'
                    ? '–'
                    : t('evidence.contacts.unresolved')}
              </td>
              {isOfOne ? (
                <td>
                  <Form method="post">
                    <input type="hidden" name="id" value={row.id} />
                    <Link to={`?edit=${row.id}#add-contact`}>{t('words.edit')}</Link>{' '}
                    {row.kind !== 'contact' && !row.resolvedOn ? (
                      <button type="submit" name="intent" value="resolve" className="link">
                        {t('evidence.contacts.resolve')}
                      </button>
                    ) : null}{' '}
                    <button type="submit" name="intent" value="delete" className="link">
                      {t('words.delete')}
                    </button>
                  </Form>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
