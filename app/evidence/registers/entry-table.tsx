import { Form, Link } from '@remix-run/react'
import { useTranslation } from '#app/i18n/use-translation'
import { TableFrame } from '#app/ui/table-frame'
import type { ListedEntry } from './entries.server'
import { useEntryWords } from './entry-words'
import type { Register } from './register'
import { SubjectName } from './subject-name'

interface EntryTableProps {
  register: Register
  rows: ListedEntry[]
  /** of the entries about a relationship or firm */
  pathOf: (subjectId: string) => string
  /** with what can be done to each; else with the name of what it is about */
  isOfOne: boolean
}

/** The entries of a register, line by line. */
export function EntryTable({ register, rows, pathOf, isOfOne }: EntryTableProps) {
  const { t } = useTranslation()
  const words = useEntryWords(register)
  // a sum is shown with its currency
  const fields = register.fields.filter(({ type }) => type !== 'currency')
  return (
    <TableFrame label={t(`evidence.${register.name}.title`)}>
      <table>
        <thead>
          <tr>
            {isOfOne ? null : <th scope="col">{t(`evidence.register.${register.subject}`)}</th>}
            {fields.map((field) => (
              <th key={field.name} scope="col" className={field.type === 'number' ? 'number' : undefined}>
                {words.label(field)}
              </th>
            ))}
            {isOfOne ? <th scope="col">{t('evidence.register.actions')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, subjectId, buyerName, supplierName, values }) => (
            <tr key={id}>
              {isOfOne ? null : (
                <th scope="row">
                  <Link to={pathOf(subjectId)}>
                    <SubjectName buyerName={buyerName} supplierName={supplierName} />
                  </Link>
                </th>
              )}
              {fields.map((field) => (
                <td
                  key={field.name}
                  className={field.type === 'number' ? 'number' : undefined}
                  dir={field.type === 'line' ? 'auto' : undefined}
                >
                  {words.value(field, values, { buyer: buyerName, supplier: supplierName })}
                </td>
              ))}
              {isOfOne ? (
                <td>
                  <Form method="post">
                    <input type="hidden" name="id" value={id} />
                    <Link to={`?edit=${id}#add-entry`}>{t('words.edit')}</Link>{' '}
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
