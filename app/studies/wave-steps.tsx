import { Form } from '@remix-run/react'
import { useTranslation } from '#app/i18n/use-translation'
import type { StepName } from './wave-life'

interface StepFormProps {
  wave: { id: string; closesAt: Date }
  step: StepName | 'end-trial'
}

/** Steps that end what others are at: their buttons say so by their colour. */
const FINAL: readonly string[] = ['close', 'end-trial', 'publish-now']
/** Steps that need a new last day. */
const WITH_DAY: readonly string[] = ['extend', 'reopen']
const WEEK = 7 * 24 * 3_600_000

/** One step in a wave's life, taken in two: open, read, press. Works without script. */
export function StepForm({ wave, step }: StepFormProps) {
  const { t } = useTranslation()
  const dayId = `${step}-${wave.id}`
  return (
    <details>
      <summary>{t(`studies.step.${step}.title`)}</summary>
      <p>{t(`studies.step.${step}.text`)}</p>
      <Form method="post">
        <input type="hidden" name="waveId" value={wave.id} />
        {WITH_DAY.includes(step) ? (
          <div className="field">
            <label htmlFor={dayId}>{t('studies.new-last-day')}</label>
            <input
              id={dayId}
              name="closesOn"
              type="date"
              required
              defaultValue={new Date(wave.closesAt.getTime() + WEEK).toISOString().slice(0, 10)}
            />
          </div>
        ) : null}
        <button
          type="submit"
          name="intent"
          value={step === 'close' || step === 'end-trial' ? 'close-wave' : step}
          className={FINAL.includes(step) ? 'danger' : 'second'}
        >
          {t(`studies.step.${step}.submit`)}
        </button>
      </Form>
    </details>
  )
}
