import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'

interface StepFormProps {
  wave: { id: string; closesAt: Date }
  intent: string
  /** texts of its title, what it means, and its button */
  texts: string
}

/** Ends something that others are at: the button says so by its colour. */
const FINAL = ['close-wave', 'publish-now']
/** Steps that need a new last day. */
const WITH_DAY = ['extend', 'reopen']

/** One step in a wave's life, taken in two: open, read, press. Works without script. */
export function StepForm({ wave, intent, texts }: StepFormProps) {
  const { t } = useTranslation()
  const dayId = `${intent}-${wave.id}`
  return (
    <details>
      <summary>{t(`${texts}.title`)}</summary>
      <p>{t(`${texts}.text`)}</p>
      <Form method="post">
        <input type="hidden" name="waveId" value={wave.id} />
        {WITH_DAY.includes(intent) ? (
          <div className="field">
            <label htmlFor={dayId}>{t(`${texts}.day`)}</label>
            <input
              id={dayId}
              name="closesOn"
              type="date"
              required
              defaultValue={new Date(wave.closesAt.getTime() + WEEK).toISOString().slice(0, 10)}
            />
          </div>
        ) : null}
        <button type="submit" name="intent" value={intent} className={FINAL.includes(intent) ? 'danger' : 'second'}>
          {t(`${texts}.submit`)}
        </button>
      </Form>
    </details>
  )
}

const WEEK = 7 * 24 * 3_600_000
