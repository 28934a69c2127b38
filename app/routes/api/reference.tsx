import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { describeInterface } from '#app/api/describe-interface'
import { EXAMPLES } from '#app/api/examples'
import { paths } from '#app/http/paths'
import { requestLanguage } from '#app/i18n/request-language'
import { translateTo } from '#app/i18n/texts-of'
import { useTranslation } from '#app/i18n/use-translation'
import { LIMITS } from '#app/people/count-attempts.server'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'
import { TableFrame } from '#app/ui/table-frame'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'api.title')

/** What programs can ask for, for people; nothing here belongs to anybody. */
export function loader({ request }: LoaderFunctionArgs) {
  const language = requestLanguage(request.headers)
  const t = translateTo(language)
  const { publicUrl } = runtime().env
  return { ...describeInterface(t, publicUrl), publicUrl, language, limit: LIMITS['api-call'], examples: EXAMPLES }
}

/** Longer ones may break anywhere. */
const LONG_TYPE = 24
const RULES = ['paging', 'caching', 'limits', 'repeating', 'refusals', 'language'] as const

export default function ApiReferencePage() {
  const { t } = useTranslation()
  const { groups, things, problems, examples, publicUrl, limit, language } = useLoaderData<typeof loader>()
  return (
    <main id="main" className="page">
      <h1>{t('api.title')}</h1>
      <p>{t('api.text')}</p>
      <p>
        {t('api.key')} <Link to={paths.keys}>{t('account.keys.title')}</Link>
      </p>
      <p>
        <code
          dir="ltr"
          className="wrap"
        >{`curl -H "Authorization: Bearer $THIQA_KEY" ${publicUrl}/api/v1/studies`}</code>
      </p>
      <p>
        <a href={`${paths.openApi}?language=${language}`}>{t('api.open-api')}</a>
      </p>
      <section aria-labelledby="rules">
        <h2 id="rules">{t('api.rules')}</h2>
        {RULES.map((rule) => (
          <p key={rule}>
            <strong>{t(`api.rule.${rule}.title`)}</strong>
            <br />
            {t(`api.rule.${rule}.text`, { most: limit.most, count: limit.minutes })}
          </p>
        ))}
      </section>
      {groups.map(({ tag, calls }) => (
        <section key={tag} aria-labelledby={`calls-${tag}`}>
          <h2 id={`calls-${tag}`}>{t(`api.tag.${tag}`)}</h2>
          {calls.map((call) => (
            <section key={call.id} id={call.id} className="card" aria-labelledby={`title-${call.id}`}>
              <h3 id={`title-${call.id}`}>{t(`api.call.${call.id}.title`)}</h3>
              <p dir="ltr">
                <code className="wrap">
                  <strong>{call.method}</strong> {call.path}
                </code>
              </p>
              <p>
                {t(`api.call.${call.id}.text`)}{' '}
                <span className="quiet">{t('api.needs', { right: t(`account.keys.right.${call.action}`) })}</span>
              </p>
              {call.isRepeatable ? <p className="quiet">{t('api.repeatable')}</p> : null}
              {call.sends ? (
                <p>
                  {t('api.sends')} <ThingName name={call.sends} />
                </p>
              ) : null}
              {call.parameters.length > 0 ? (
                <FieldTable
                  label={`${t('api.parameters')}: ${t(`api.call.${call.id}.title`)}`}
                  fields={call.parameters}
                />
              ) : null}
              {call.answers ? (
                <p>
                  {t('api.answers')} <ThingName name={call.answers} />
                </p>
              ) : null}
            </section>
          ))}
        </section>
      ))}
      <section aria-labelledby="things">
        <h2 id="things">{t('api.things')}</h2>
        {things.map(({ name, fields }) => (
          <div key={name}>
            <h3 id={`thing-${name}`} dir="ltr">
              {name}
            </h3>
            <FieldTable label={name} fields={fields} />
          </div>
        ))}
      </section>
      <section aria-labelledby="problems">
        <h2 id="problems">{t('api.problems')}</h2>
        <p>{t('api.problems-text')}</p>
        {problems.map(({ kind, title, text }) => (
          <p key={kind} id={kind}>
            <strong>{title}</strong> (<code dir="ltr">{kind}</code>)
            <br />
            {text}
          </p>
        ))}
      </section>
      <section aria-labelledby="examples">
        <h2 id="examples">{t('api.examples')}</h2>
        <p>{t('api.examples-text')}</p>
        {examples.map(({ name, code }) => (
          <details key={name}>
            <summary>{name}</summary>
            <pre dir="ltr">
              <code>{code}</code>
            </pre>
          </details>
        ))}
      </section>
    </main>
  )
}

/** A thing by its name, with a link to what it holds. */
function ThingName({ name }: { name: string }) {
  const thing = name.replace('[]', '')
  if (name.includes('/')) return <code dir="ltr">{name}</code>
  return (
    <a href={`#thing-${thing}`} dir="ltr">
      <code>{name}</code>
    </a>
  )
}

interface FieldTableProps {
  label: string
  fields: readonly { name: string; type: string; isRequired: boolean; text: string }[]
}

function FieldTable({ label, fields }: FieldTableProps) {
  const { t } = useTranslation()
  return (
    <TableFrame label={label}>
      <table>
        <thead>
          <tr>
            {(['name', 'type', 'meaning'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`api.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, type, isRequired, text }) => (
            <tr key={name}>
              <th scope="row">
                <code dir="ltr">{name}</code>
                {isRequired ? null : <span className="quiet"> {t('words.optional')}</span>}
              </th>
              <td>
                <code dir="ltr" className={type.length > LONG_TYPE ? 'wrap' : undefined}>
                  {type}
                </code>
              </td>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
