import type { FormErrors, FormValues } from '#app/http/form'
import { useTranslation } from '#app/i18n/use-translation'
import { Field } from '#app/ui/field'
import { ROLES } from './may'

interface Choice {
  id: string
  name: string
  code?: string
}

interface MemberFieldsProps {
  /** what is stored, or what a new member starts with */
  stored: {
    role: string
    organizationId: string | null
    seesAll: boolean
    organizationIds: readonly string[]
    relationshipIds: readonly string[]
    categories: readonly string[]
  }
  /** what was typed, with what is wrong with it */
  refused: { values: FormValues; errors: FormErrors } | undefined
  choices: { organizations: Choice[]; relationships: Choice[]; categories: string[] }
  /** whether who fills in the form may make and change owners */
  mayMakeOwners: boolean
}

/** Role, firm and scope of a member. Everything is there without script; what counts only for managers says so. */
export function MemberFields({ stored, refused, choices, mayMakeOwners }: MemberFieldsProps) {
  const { t } = useTranslation()
  const values = refused?.values
  const error = (name: string) => {
    const key = refused?.errors[name]?.[0]
    return key && t(key)
  }
  const role = String(values?.role ?? stored.role)
  const seesAll = values ? values.seesAll === 'all' : stored.seesAll
  const lists = [
    { name: 'organizations', chosen: stored.organizationIds, options: choices.organizations },
    {
      name: 'categories',
      chosen: stored.categories,
      options: choices.categories.map((one): Choice => ({ id: one, name: one })),
    },
    { name: 'relationships', chosen: stored.relationshipIds, options: choices.relationships },
  ] as const
  return (
    <>
      <fieldset className="field" id="role">
        <legend>{t('members.field.role')}</legend>
        {error('role') ? <p className="field-error">{error('role')}</p> : null}
        {ROLES.filter((one) => one !== 'owner' || mayMakeOwners).map((one) => (
          <p key={one}>
            <label>
              <input type="radio" name="role" value={one} defaultChecked={role === one} />
              {t(`members.role.${one}`)}
            </label>
            <br />
            <span className="hint">{t(`members.role-hint.${one}`)}</span>
          </p>
        ))}
      </fieldset>
      {mayMakeOwners ? (
        <div className="field">
          <label>
            <input type="checkbox" name="isSure" id="isSure" />
            {t('members.is-sure')}
          </label>
          {error('isSure') ? <p className="field-error">{error('isSure')}</p> : null}
        </div>
      ) : null}
      <h2>{t('members.for-managers')}</h2>
      <Field
        id="organizationId"
        label={t('members.field.organizationId')}
        hint={t('members.organization-hint')}
        error={error('organizationId')}
      >
        {(describe) => (
          <select
            {...describe}
            name="organizationId"
            defaultValue={String(values?.organizationId ?? stored.organizationId ?? '')}
          >
            <option value="">{t('members.no-organization')}</option>
            {choices.organizations.map(({ id, name, code }) => (
              <option key={id} value={id}>
                {`${name} (${code})`}
              </option>
            ))}
          </select>
        )}
      </Field>
      <fieldset className="field" id="seesAll">
        <legend>{t('members.field.seesAll')}</legend>
        {error('seesAll') ? <p className="field-error">{error('seesAll')}</p> : null}
        {(['all', 'named'] as const).map((one) => (
          <p key={one}>
            <label>
              <input type="radio" name="seesAll" value={one} defaultChecked={seesAll === (one === 'all')} />
              {t(`members.sees-${one}`)}
            </label>
          </p>
        ))}
      </fieldset>
      {lists.map(({ name, chosen, options }) => {
        const ticked = values ? listOf(values[name]) : chosen
        return options.length === 0 ? null : (
          <details key={name} id={name} open={ticked.length > 0}>
            <summary>{t(`members.field.${name}`)}</summary>
            {error(name) ? <p className="field-error">{error(name)}</p> : null}
            <ul className="choices">
              {options.map((option) => (
                <li key={option.id}>
                  <label>
                    <input
                      type="checkbox"
                      name={`${name}[]`}
                      value={option.id}
                      defaultChecked={ticked.includes(option.id)}
                    />
                    <bdi>{option.name}</bdi> {option.code ? <span className="quiet">{option.code}</span> : null}
                  </label>
                </li>
              ))}
            </ul>
          </details>
        )
      })}
    </>
  )
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
