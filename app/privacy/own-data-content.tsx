import type { FormErrors, FormValues } from '#app/http/form'
import { isolateName } from '#app/i18n/isolate-name'
import { useTranslation } from '#app/i18n/use-translation'
import { ErrorSummary } from '#app/ui/error-summary'
import { Field } from '#app/ui/field'
import type { OwnDataPage } from './own-data-page.server'
import type { ToldLine } from './tell-own-data'

interface OwnDataProps {
  page: OwnDataPage
  refused: { values: FormValues; errors: FormErrors } | undefined
}

/** Everything that is stored about a person, and what they can do about it. Works without script. */
export function OwnDataContent({ page, refused }: OwnDataProps) {
  const { t } = useTranslation()
  const names = { workspaceName: isolateName(page.workspaceName) }
  const errors = Object.entries(refused?.errors ?? {}).map(([field, [key = '']]) => ({
    fieldId: field,
    text: `${t(`own-data.field.${field}`)}: ${t(`own-data.error.${reasonOf(key)}`)}`,
  }))
  return (
    <main id="main" className="page narrow">
      <p className="quiet">
        <a href={page.surveys}>{t('own-data.surveys')}</a>
      </p>
      <h1>{page.title}</h1>
      {page.justDone && !refused ? (
        <p className="notice good" role="status">
          {t(`own-data.just-${page.justDone}`)}
        </p>
      ) : null}
      <ErrorSummary title={t('words.form-errors')} errors={errors} />
      <p>{t('own-data.text', names)}</p>
      <p>
        {page.files.map(({ name, path }) => (
          <a key={name} href={path} className="button second" download={name}>
            {t('own-data.take', { file: name })}
          </a>
        ))}
      </p>
      {page.parts.map((part) => (
        <section key={part.title} className="card">
          <h2>{part.title}</h2>
          <p className="hint">{part.note}</p>
          <Lines lines={part.lines} />
          {part.groups.map((group, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: drawn once on the server, and names may repeat
            <details key={index}>
              <summary>
                <bdi>{group.title}</bdi>
              </summary>
              {group.lines.length === 0 ? <p className="quiet">{t('own-data.nothing')}</p> : null}
              <Lines lines={group.lines} />
            </details>
          ))}
        </section>
      ))}
      <section className="card">
        <h2>{t('own-data.seen.title')}</h2>
        <p>{t('own-data.seen.text', names)}</p>
        <p>{t('own-data.seen.published')}</p>
      </section>
      <CorrectForm page={page} refused={refused} />
      <AddressForm page={page} refused={refused} />
      <EraseForm page={page} refused={refused} />
    </main>
  )
}

function Lines({ lines }: { lines: readonly ToldLine[] }) {
  return (
    <dl className="receipt own-data">
      {lines.map(({ label, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: drawn once on the server, and the same line may stand twice
        <div key={index}>
          <dt>{label}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** What was typed, if it was refused, else what is stored; and what was wrong with it. */
function useOwnField({ page, refused }: OwnDataProps) {
  const { t } = useTranslation()
  return {
    t,
    field: (name: string) => {
      const [key] = refused?.errors[name] ?? []
      return { id: name, label: t(`own-data.field.${name}`), error: key && t(`own-data.error.${reasonOf(key)}`) }
    },
    value: (name: 'name' | 'language' | 'timeZone') =>
      typeof refused?.values[name] === 'string' ? refused.values[name] : page.person[name],
    typed: (name: string) => (typeof refused?.values[name] === 'string' ? refused.values[name] : ''),
  }
}

/** The forms of people are checked by the same rules everywhere; their words here are in every language of respondents. */
function reasonOf(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1)
}

function CorrectForm(props: OwnDataProps) {
  const { t, field, value } = useOwnField(props)
  return (
    <form method="post" className="card">
      <h2>{t('own-data.correct.title')}</h2>
      <Field {...field('name')}>
        {(describe) => <input {...describe} name="name" dir="auto" autoComplete="name" defaultValue={value('name')} />}
      </Field>
      <Field {...field('language')} hint={t('own-data.correct.language-hint')}>
        {(describe) => (
          <select {...describe} name="language" defaultValue={value('language')}>
            {props.page.choices.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field {...field('timeZone')} hint={t('own-data.correct.timeZone-hint')}>
        {(describe) => <input {...describe} name="timeZone" dir="ltr" defaultValue={value('timeZone')} />}
      </Field>
      <p className="hint">{t('own-data.correct.rest')}</p>
      <button type="submit" name="intent" value="correct">
        {t('words.save')}
      </button>
    </form>
  )
}

function AddressForm(props: OwnDataProps) {
  const { t, field, typed } = useOwnField(props)
  return (
    <form method="post" className="card">
      <h2>{t('own-data.address.title')}</h2>
      <p>{t('own-data.address.text', { email: isolateName(props.page.person.email) })}</p>
      <Field {...field('email')}>
        {(describe) => (
          <input {...describe} name="email" type="email" dir="ltr" autoComplete="email" defaultValue={typed('email')} />
        )}
      </Field>
      <button type="submit" name="intent" value="change-address" className="second">
        {t('own-data.address.submit')}
      </button>
    </form>
  )
}

function EraseForm(props: OwnDataProps) {
  const { t, field, typed } = useOwnField(props)
  const { workspaceName, person } = props.page
  const isOpen = props.refused?.errors.ownEmail !== undefined
  return (
    <form method="post" className="card">
      <h2>{t('own-data.erase.title')}</h2>
      <p>{t('own-data.erase.text', { workspaceName: isolateName(workspaceName) })}</p>
      <p>{t('own-data.erase.stays')}</p>
      {/* folded: a robot that presses what it sees erases nothing */}
      <details open={isOpen}>
        <summary>{t('own-data.erase.begin')}</summary>
        <p>{t('own-data.erase.confirm', { email: isolateName(person.email) })}</p>
        <Field {...field('ownEmail')}>
          {(describe) => (
            <input {...describe} name="ownEmail" dir="ltr" autoComplete="off" defaultValue={typed('ownEmail')} />
          )}
        </Field>
        <p>
          <label>
            <input type="checkbox" name="keepAway" defaultChecked /> {t('own-data.erase.keepAway')}
          </label>
          <br />
          <span className="hint">{t('own-data.erase.keepAway-hint')}</span>
        </p>
        <button type="submit" name="intent" value="erase" className="danger">
          {t('own-data.erase.submit')}
        </button>
      </details>
    </form>
  )
}
