import { Form } from '@remix-run/react'
import { useTranslation } from '#app/i18n/use-translation'
import { Field } from '#app/ui/field'
import type { QrCode } from './qr-code.server'

interface SecondFactorPanelProps {
  hasSecondFactor: boolean
  hasPassword: boolean
  /** what an authenticator needs, right after it was made */
  started: { uri: string; recoveryCodes: string[]; qrCode: QrCode } | undefined
}

/** Switching the second factor on takes two steps: scan, then show a code, so that nobody locks themselves out. */
export function SecondFactorPanel({ hasSecondFactor, hasPassword, started }: SecondFactorPanelProps) {
  const { t } = useTranslation()
  const isStarting = started !== undefined && !hasSecondFactor
  const intent = hasSecondFactor ? 'stop-second-factor' : 'start-second-factor'
  return (
    <section className="card" aria-labelledby="own-second-factor">
      <h2 id="own-second-factor">{t('account.second-factor.title')}</h2>
      {isStarting ? (
        <>
          <p>{t('account.second-factor.scan')}</p>
          <svg
            className="qr-code"
            viewBox={`0 0 ${started.qrCode.size} ${started.qrCode.size}`}
            role="img"
            aria-label={t('account.second-factor.qr-code')}
          >
            <path d={started.qrCode.path} />
          </svg>
          <p>
            {t('account.second-factor.by-hand')}{' '}
            <code className="wrap">{new URL(started.uri).searchParams.get('secret')}</code>
          </p>
          <h3>{t('account.second-factor.recovery')}</h3>
          <p>{t('account.second-factor.recovery-text')}</p>
          <ul className="codes" dir="ltr">
            {started.recoveryCodes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
          <Form method="post">
            <Field id="code" label={t('account.second-factor.code')}>
              {(describe) => (
                <input {...describe} name="code" inputMode="numeric" autoComplete="one-time-code" dir="ltr" required />
              )}
            </Field>
            <button type="submit" name="intent" value="finish-second-factor">
              {t('account.second-factor.finish')}
            </button>
          </Form>
        </>
      ) : (
        <>
          <p>{t(hasSecondFactor ? 'account.second-factor.on' : 'account.second-factor.off')}</p>
          <Form method="post">
            {hasPassword ? (
              <Field id="current-password" label={t('account.second-factor.password')}>
                {(describe) => (
                  <input
                    {...describe}
                    name="password"
                    type="password"
                    autoComplete="current-password"
                    dir="ltr"
                    required
                  />
                )}
              </Field>
            ) : null}
            <button type="submit" name="intent" value={intent} className={hasSecondFactor ? 'danger' : 'second'}>
              {t(hasSecondFactor ? 'account.second-factor.stop' : 'account.second-factor.start')}
            </button>
          </Form>
        </>
      )}
    </section>
  )
}
