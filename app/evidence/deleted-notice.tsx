import { Form } from '@remix-run/react'
import { useTranslation } from '#app/i18n/use-translation'

/** Says that an entry was taken away, and puts it back at a press. */
export function DeletedNotice({ id }: { id: string }) {
  const { t } = useTranslation()
  return (
    <Form method="post" className="notice" role="status">
      {t('evidence.contacts.deleted')} <input type="hidden" name="id" value={id} />
      <button type="submit" name="intent" value="restore" className="link">
        {t('evidence.contacts.restore')}
      </button>
    </Form>
  )
}
