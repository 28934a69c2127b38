import { useTranslation } from '#app/i18n/use-translation'

interface KeptNoticeProps {
  /** which sendings of this person's windows arrived: see saves.ts */
  arrived: string
  /** what was submitted stays until it is changed: nothing else is sent by itself */
  isReceipt: boolean
}

/** Where respond.js says that something could not be sent and is still on this device; empty without it. */
export function KeptNotice({ arrived, isReceipt }: KeptNoticeProps) {
  const { t } = useTranslation()
  return (
    <>
      <p
        id="saved"
        className="notice warn no-print"
        role="status"
        hidden
        data-arrived={arrived}
        data-resent={isReceipt ? undefined : t('respond.kept.resent')}
        data-unsent={t(isReceipt ? 'respond.kept.late' : 'respond.kept.unsent')}
      />
      <script src="/respond.js" defer />
    </>
  )
}
