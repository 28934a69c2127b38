import { startAuthentication } from '@simplewebauthn/browser'
import { useState } from 'react'
import { paths } from '#app/http/paths'
import { useTranslation } from '#app/i18n/use-translation'
import { useDevice } from './use-device'

/** Signs in by what a device knows; the device asks who is there, so no address is typed. Shown where script runs. */
export function PasskeySignIn() {
  const { t } = useTranslation()
  const [hasFailed, setFailed] = useState(false)
  const device = useDevice(paths.passkeySignIn)
  if (!device.canAnswer) return null
  const signIn = async () => {
    const answer = await device.ask((options) => startAuthentication({ optionsJSON: options as never }))
    // where it worked, the server led on to a page
    if (answer?.redirected) window.location.assign(answer.url)
    else setFailed(true)
  }
  return (
    <div>
      {hasFailed ? (
        <p className="notice bad" role="alert">
          {t('account.passkeys.refused')}
        </p>
      ) : null}
      <p>
        <button type="button" className="second" onClick={() => void signIn()}>
          {t('account.passkeys.sign-in')}
        </button>
      </p>
    </div>
  )
}
