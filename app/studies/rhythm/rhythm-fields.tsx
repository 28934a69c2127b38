import type { useCheckedForm } from '#app/http/use-checked-form'
import { formatHour } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { Field } from '#app/ui/field'
import { BEAT_UNITS } from './rhythm'
import { type RhythmForm, WORKING_WEEKS } from './rhythm-form'

interface RhythmFieldsProps {
  checked: ReturnType<typeof useCheckedForm<RhythmForm>>
  /** what is stored, by field */
  stored: Record<string, string>
  instruments: { value: string; title: string }[]
  /** whether rehearsals in minutes are possible here */
  allowsRehearsal: boolean
}

type Name = Exclude<keyof RhythmForm, 'active' | 'seen'>
interface Option {
  value: string
  label: string
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
const GROUPS = {
  open: ['length', 'reminders', 'quietFrom', 'quietTo'],
  end: ['graceHours', 'publishDelayDays'],
  pulse: ['pulseUnit', 'pulseEvery', 'pulseInstrument', 'pulseLength'],
  onset: ['onsetDays', 'onsetInstrument', 'onsetLength'],
} as const satisfies Record<string, readonly Name[]>
const WHEN = ['unit', 'every', 'firstOn', 'openingHour', 'timeZone', 'workingWeek', 'holidays'] as const
const HINTS: readonly string[] = [
  ...['every', 'firstOn', 'timeZone', 'holidays', 'reminders', 'quietFrom', 'graceHours', 'publishDelayDays'],
  ...['pulseEvery', 'onsetDays'],
]
const GROUP_HINTS: readonly string[] = ['when', 'pulse', 'onset']

/** The fields of a study's rhythm, in their groups. */
export function RhythmFields({ checked, stored, instruments, allowsRehearsal }: RhythmFieldsProps) {
  const { t, i18n } = useTranslation()
  const hours: Option[] = HOURS.map((hour) => ({ value: String(hour), label: formatHour(i18n.language, hour) }))
  const units = BEAT_UNITS.filter((unit) => unit !== 'minutes' || allowsRehearsal)
  const beats = (names: readonly string[]) => names.map((value) => ({ value, label: t(`rhythm.unit.${value}`) }))
  const questionnaires = instruments.map(({ value, title }) => ({ value, label: title }))
  const options: Partial<Record<Name, Option[]>> = {
    unit: beats(units),
    pulseUnit: beats(['none', ...units.filter((unit) => unit !== 'yearly')]),
    openingHour: hours,
    quietFrom: hours,
    quietTo: hours,
    workingWeek: Object.keys(WORKING_WEEKS).map((value) => ({ value, label: t(`rhythm.week.${value}`) })),
    pulseInstrument: questionnaires,
    onsetInstrument: questionnaires,
  }
  const field = (name: Name) => (
    <Field
      key={name}
      id={name}
      label={t(`rhythm.field.${name === 'every' && allowsRehearsal ? 'every-minutes' : name}`)}
      hint={HINTS.includes(name) ? t(`rhythm.field-hint.${name}`) : undefined}
      error={checked.error(name)}
    >
      {(describe) => {
        const common = { ...describe, ...checked.register(name), defaultValue: checked.value(name, stored[name]) }
        const choices = options[name]
        if (choices)
          return (
            <select {...common}>
              {choices.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          )
        if (name === 'holidays') return <textarea {...common} rows={4} dir="ltr" />
        if (name === 'firstOn') return <input {...common} type="date" />
        const isText = name === 'timeZone' || name === 'reminders'
        return <input {...common} {...(isText ? { dir: 'ltr' } : { inputMode: 'numeric' })} />
      }}
    </Field>
  )
  const group = (name: 'when' | keyof typeof GROUPS, names: readonly Name[]) => (
    <fieldset className="card" key={name}>
      <legend>{t(`rhythm.group.${name}`)}</legend>
      {GROUP_HINTS.includes(name) ? <p className="hint">{t(`rhythm.hint.${name}`)}</p> : null}
      <div className="field-pairs">{names.map(field)}</div>
      {name === 'when' && allowsRehearsal ? <p className="hint">{t('rhythm.minutes-note')}</p> : null}
    </fieldset>
  )
  return (
    <>
      {group('when', WHEN)}
      {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((name) => group(name, GROUPS[name]))}
    </>
  )
}
