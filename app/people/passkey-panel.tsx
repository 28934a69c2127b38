import { Form, useRevalidator } from '@remix-run/react'
import { startRegistration } from '@simplewebauthn/browser'
import { useState } from 'react'
import { paths } from '#app/http/paths'
import { formatDate } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { Field } from '#app/ui/field'
import { useDevice } from './use-device'

interface PasskeyPanelProps {
  passkeys: { id: string; name: string | null; createdAt: Date | null }[]
  /** only who has signed in of late adds or removes */
  isFresh: boolean
}

/** The passkeys of an account. Adding one needs script: the device asks, not the page. */
export function PasskeyPanel({ passkeys, isFresh }: PasskeyPanelProps) {
  const { t, i18n } = useTranslation()
  const device = useDevice(paths.passkeys)
  return (
    <section className="card" aria-labelledby="own-passkeys">
      <h2 id="own-passkeys">{t('account.passkeys.title')}</h2>
      <p>{t('account.passkeys.text')}</p>
      {passkeys.length === 0 ? <p className="quiet">{t('account.passkeys.none')}</p> : null}
      <ul>
        {passkeys.map(({ id, name, createdAt }) => (
          <li key={id}>
            <Form method="post">
              <bdi>{name || t('account.passkeys.usual')}</bdi>
              {createdAt ? ` · ${formatDate(i18n.language, createdAt)} ` : ' '}
              <input type="hidden" name="id" value={id} />
              <button type="submit" name="intent" value="remove-passkey" className="link">
                {t('account.passkeys.remove')}
              </button>
            </Form>
          </li>
        ))}
      </ul>
      {device.canAnswer && isFresh ? <AddPasskey device={device} /> : null}
    </section>
  )
}

function AddPasskey({ device }: { device: ReturnType<typeof useDevice> }) {
  const { t } = useTranslation()
  const revalidator = useRevalidator()
  const [hasFailed, setFailed] = useState(false)
  const add = async (form: HTMLFormElement) => {
    const name = String(new FormData(form).get('name') ?? '')
    const answer = await device.ask((options) => startRegistration({ optionsJSON: options as never }), { name })
    setFailed(!answer?.ok)
    if (answer?.ok) form.reset()
    revalidator.revalidate()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void add(event.currentTarget)
      }}
    >
      {hasFailed ? (
        <p className="notice bad" role="alert">
          {t('account.passkeys.failed')}
        </p>
      ) : null}
      <Field id="passkey-name" label={t('account.passkeys.name')} hint={t('account.passkeys.name-hint')}>
        {(describe) => <input {...describe} name="name" dir="auto" maxLength={80} autoComplete="off" />}
      </Field>
      <button type="submit" className="second">
        {t('account.passkeys.add')}
      </button>
    </form>
  )
}
