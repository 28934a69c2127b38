import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** A form of answers that works without script; respond.js adds totals, saves it while one types, and says so here. */
export function KeptForm({ children }: { children: ReactNode }) {
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
    >
      {children}
    </form>
  )
}
