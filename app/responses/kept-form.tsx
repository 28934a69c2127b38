import type { ReactNode } from 'react'
import { useTranslation } from '#app/i18n/use-translation'

interface KeptFormProps {
  /** which sendings of this person's windows arrived: what is kept on the device of those is forgotten */
  arrived: string
  /** the sending that this page shows again, and that is stored nowhere */
  echo: string
  children: ReactNode
}

/** A form of answers that works without script; respond.js adds totals, saves it while one types, and says so here. */
export function KeptForm({ arrived, echo, children }: KeptFormProps) {
  const { t } = useTranslation()
  return (
    <form
      method="post"
      id="answers"
      noValidate
      data-saved={t('respond.saved-at')}
      data-failed={t('respond.not-saved')}
      data-offline={t('respond.offline')}
      data-restored={t('respond.restored')}
      data-conflict={t('respond.conflict.title')}
      data-arrived={arrived}
      data-echo={echo || undefined}
      data-resent={t('respond.kept.resent')}
      data-unsent={t('respond.kept.unsent')}
    >
      {children}
    </form>
  )
}
