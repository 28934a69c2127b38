import { Form, Link, useActionData } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { useCheckedForm } from '#app/http/use-checked-form'
import { useTranslation } from '#app/i18n/use-translation'
import { ConfirmDelete } from '#app/ui/confirm-delete'
import { ErrorSummary } from '#app/ui/error-summary'

interface RecordFrameProps {
  title: string
  listPath: string
  listTitle: string
  isNew: boolean
  checked: ReturnType<typeof useCheckedForm>
  /** words of what deleting means */
  deleteText: string
  /** what must be known of the record, above its form */
  notice?: ReactNode
  children: ReactNode
}

/** The page around one record's form: errors, save, and deleting in two steps. */
export function RecordFrame({
  title,
  listPath,
  listTitle,
  isNew,
  checked,
  deleteText,
  notice,
  children,
}: RecordFrameProps) {
  const { t } = useTranslation()
  const refusal = useActionData<{ refusal?: string }>()?.refusal
  return (
    <main id="main" className="page narrow">
      <p className="quiet">
        <Link to={listPath}>{listTitle}</Link>
      </p>
      <h1>
        <bdi>{title}</bdi>
      </h1>
      {refusal ? (
        <p className="notice bad" role="alert">
          {t(refusal)}
        </p>
      ) : null}
      {notice}
      <ErrorSummary
        title={t('words.form-errors')}
        errors={checked.summary((name) => t(`relationships.field.${name}`))}
      />
      <Form {...checked.form} className="card">
        {children}
        <div className="actions">
          <button type="submit" name="intent" value="save">
            {t('words.save')}
          </button>
          <Link to={listPath}>{t('words.cancel')}</Link>
        </div>
      </Form>
      {isNew ? null : (
        <ConfirmDelete title={t('words.delete')} text={deleteText} button={t('relationships.delete-for-good')} />
      )}
    </main>
  )
}
