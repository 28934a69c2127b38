import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useFetcher, useLoaderData, useSearchParams } from '@remix-run/react'
import { type FormEvent, useRef } from 'react'
import { formValues, parseForm } from '#app/http/form'
import { notFound, requireId, requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { directionOf, ownNameOf } from '#app/i18n/direction'
import { LANGUAGES } from '#app/i18n/languages'
import { useTranslation } from '#app/i18n/use-translation'
import { queueMailTrial } from '#app/mail/mail-trial.server'
import { sampleMail } from '#app/mail/sample-mail.server'
import { recordEvent } from '#app/people/audit/record-event.server'
import { isTooOften } from '#app/people/count-attempts.server'
import { runtime } from '#app/runtime.server'
import { findStudyName } from '#app/studies/find-study.server'
import { MailPreview } from '#app/studies/mail-preview'
import { mailTextPlace, mailTextSchema, OWN_TEXT_FIELDS, unknownIn } from '#app/studies/mail-text-form'
import { listMailTexts, saveMailText } from '#app/studies/mail-texts.server'
import { ErrorSummary } from '#app/ui/error-summary'
import { Field } from '#app/ui/field'
import { OWN_TEXT_KINDS, type OwnText, placeholdersOf } from '#emails/own-text'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.study.name} – Thiqa` : 'Thiqa' },
]

const USUAL: OwnText = { subject: '', opening: '', closing: '' }
/** After the last key, before the preview follows. */
const PATIENCE_MILLISECONDS = 500

async function openStudy(request: Request, parameter: string | undefined) {
  const member = await requireMember(request, 'run-studies')
  const { prisma } = runtime().database
  const study = await findStudyName(prisma, member.workspaceId, requireId(parameter))
  if (!study) throw notFound()
  return { member, prisma, study, key: { workspaceId: member.workspaceId, studyId: study.id } }
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { member, prisma, study, key } = await openStudy(request, params.studyId)
  const { searchParams } = new URL(request.url)
  const asked = mailTextPlace.safeParse(Object.fromEntries(searchParams))
  const { kind, language } = asked.success ? asked.data : { kind: OWN_TEXT_KINDS[0], language: LANGUAGES[0] ?? 'en' }
  const texts = await listMailTexts(prisma, key)
  const own = texts.find((text) => text.kind === kind && text.language === language)
  return {
    ...{ study, kind, language },
    stored: own ?? USUAL,
    isOwn: own !== undefined,
    adapted: texts.map((text) => `${text.kind} ${text.language}`),
    languages: LANGUAGES.map((code) => ({ code, name: ownNameOf(code) })),
    mail: await preview(key, { kind, language, own: own ?? USUAL }, member.userName),
  }
}

function preview(
  key: { workspaceId: string; studyId: string },
  words: Pick<Parameters<typeof sampleMail>[1], 'kind' | 'language' | 'own'>,
  personName: string,
) {
  const { database, env } = runtime()
  const link = `${env.publicUrl}${paths.mailTexts(key.studyId, words.kind, words.language)}`
  return sampleMail(database.prisma, { ...key, ...words, personName, link, now: new Date() })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { member, prisma, key } = await openStudy(request, params.studyId)
  const sent = await readForm(request)
  const values = formValues(sent)
  const place = mailTextPlace.safeParse(values)
  if (!place.success) return data({ refusal: 'studies.mail-words.error.unknown' }, { status: 400 })
  const { kind, language } = place.data
  const intent = sent.get('intent')
  const now = new Date()
  const by = { actor: member.actor, now }
  const here = paths.mailTexts(key.studyId, kind, language)
  if (intent === 'reset') {
    await saveMailText(prisma, { ...key, kind, language }, USUAL, by)
    throw redirect(`${here}&saved`)
  }
  const form = parseForm(mailTextSchema, sent)
  if (!form.ok) return data({ values, errors: form.errors, unknown: unknownIn(kind, values) }, { status: 422 })
  const { subject, opening, closing } = form.data
  const own = { subject, opening, closing }
  const mail = await preview(key, { kind, language, own }, member.userName)
  switch (intent) {
    case 'preview':
      return data({ values, mail })
    case 'try': {
      if (await isTooOften(prisma, 'mail-trial', member.userId, now))
        return data({ values, mail, refusal: 'studies.mail-words.error.too-often' }, { status: 429 })
      const { memberId } = member
      await queueMailTrial(prisma, runtime(), key.workspaceId, { memberId, studyId: key.studyId, kind, language, own })
      await recordEvent(prisma, member.actor, {
        ...{
          action: 'study-changed',
          objectKind: 'study',
          objectId: key.studyId,
          details: { intent: 'try-mail-text' },
        },
      })
      return data({ values, mail, isTried: true })
    }
    case 'save':
      await saveMailText(prisma, { ...key, kind, language }, own, by)
      throw redirect(`${here}&saved`)
    default:
      return data({ values, refusal: 'studies.mail-words.error.unknown' }, { status: 400 })
  }
}

interface Told {
  values?: Record<string, unknown>
  errors?: Record<string, string[]>
  unknown?: string[]
  refusal?: string
  isTried?: boolean
  mail?: { subject: string; html: string; text: string }
}

export default function MailTextsPage() {
  const { t } = useTranslation()
  const page = useLoaderData<typeof loader>()
  const { study, kind, language, stored, isOwn, adapted, languages } = page
  const told = (useActionData<typeof action>() ?? {}) as Told
  const live = useFetcher<Told>()
  const [parameters] = useSearchParams()
  const timer = useRef<number>(undefined)
  // while somebody types, the preview is that of what is typed, as far as it can be sent
  const shown = live.data ?? told
  const mail = shown.mail ?? told.mail ?? page.mail
  const errors = live.data ? (live.data.errors ?? {}) : (told.errors ?? {})
  const unknown = shown.unknown ?? []
  const error = (name: string) => {
    const key = errors[name]?.[0]
    return key && t(key, { unknown: unknown.join(' ') })
  }
  const follow = (event: FormEvent<HTMLFormElement>) => {
    const form = new FormData(event.currentTarget)
    form.set('intent', 'preview')
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => live.submit(form, { method: 'post' }), PATIENCE_MILLISECONDS)
  }
  return (
    <main id="main" className="page">
      <p className="quiet">
        <Link to={paths.study(study.id)}>
          <bdi>{study.name}</bdi>
        </Link>
      </p>
      <h1>{t('studies.mail-words.title')}</h1>
      <p>{t('studies.mail-words.intro')}</p>
      <Form method="get" className="actions">
        <label>
          {t('studies.mail-words.kind')}{' '}
          <select name="kind" defaultValue={kind} key={kind}>
            {OWN_TEXT_KINDS.map((one) => (
              <option key={one} value={one}>
                {t(`studies.mail-words.kinds.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('studies.mail-words.language')}{' '}
          <select name="language" defaultValue={language} key={language}>
            {languages.map(({ code, name }) => (
              <option key={code} value={code} lang={code}>
                {adapted.includes(`${kind} ${code}`) ? `${name} ✓` : name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="second">
          {t('studies.mail-words.show')}
        </button>
      </Form>
      {parameters.has('saved') && !told.values ? (
        <p className="notice good" role="status">
          {t('words.saved')}
        </p>
      ) : null}
      {told.isTried ? (
        <p className="notice good" role="status">
          {t('studies.mail-words.tried')}
        </p>
      ) : null}
      {told.refusal ? (
        <p className="notice bad" role="alert">
          {t(told.refusal)}
        </p>
      ) : null}
      <ErrorSummary
        title={t('words.form-errors')}
        errors={Object.keys(told.errors ?? {}).map((name) => ({
          fieldId: name,
          text: `${t(`studies.mail-words.field.${name}`)}: ${error(name) ?? ''}`,
        }))}
      />
      <Form method="post" className="card" onInput={follow} key={`${kind} ${language}`}>
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="language" value={language} />
        <p className="hint">
          {t('studies.mail-words.placeholders')}{' '}
          {placeholdersOf(kind).map((name, index) => (
            <span key={name}>
              {index > 0 ? ' · ' : null}
              <code dir="ltr">{`{${name}}`}</code> {t(`studies.mail-words.placeholder.${name}`)}
            </span>
          ))}
        </p>
        {OWN_TEXT_FIELDS.map((name) => (
          <Field
            key={name}
            id={name}
            label={t(`studies.mail-words.field.${name}`)}
            hint={t(`studies.mail-words.hint.${name}`)}
            error={error(name)}
          >
            {(describe) =>
              name === 'subject' ? (
                <input
                  {...describe}
                  {...{ name, lang: language, dir: 'auto', maxLength: 150 }}
                  defaultValue={String(told.values?.[name] ?? stored[name])}
                />
              ) : (
                <textarea
                  {...describe}
                  {...{ name, lang: language, dir: directionOf(language), rows: name === 'opening' ? 7 : 4 }}
                  defaultValue={String(told.values?.[name] ?? stored[name])}
                />
              )
            }
          </Field>
        ))}
        <div className="actions">
          <button type="submit" name="intent" value="save">
            {t('words.save')}
          </button>
          <button type="submit" name="intent" value="preview" className="second">
            {t('studies.mail-words.show-preview')}
          </button>
          <button type="submit" name="intent" value="try" className="second">
            {t('studies.mail-words.try')}
          </button>
        </div>
      </Form>
      {isOwn ? (
        <details>
          <summary>{t('studies.mail-words.reset')}</summary>
          <p>{t('studies.mail-words.reset-text')}</p>
          <Form method="post">
            <input type="hidden" name="kind" value={kind} />
            <input type="hidden" name="language" value={language} />
            <button type="submit" name="intent" value="reset" className="danger">
              {t('studies.mail-words.reset-submit')}
            </button>
          </Form>
        </details>
      ) : null}
      {mail ? <MailPreview mail={mail} language={language} /> : null}
    </main>
  )
}
