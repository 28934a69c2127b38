import { startAuthentication } from '@simplewebauthn/browser'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { paths } from '#app/http/paths'
import { useScriptRuns } from '#app/ui/use-script-runs'
import { askDevice, canAskDevice } from './ask-device'

/** Signs in by what a device knows; the device asks who is there, so no address is typed. Shown where script runs. */
export function PasskeySignIn() {
  const { t } = useTranslation()
  const [hasFailed, setFailed] = useState(false)
  const isShown = useScriptRuns() && canAskDevice()
  if (!isShown) return null
  const signIn = async () => {
    const answer = await askDevice(paths.passkeySignIn, (options) =>
      startAuthentication({ optionsJSON: options as never }),
    )
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
