import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { openTemplate } from '#app/http/open-template.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { sideIn } from '#app/http/side-in'
import { createTranslator } from '#app/i18n/create-translator'
import { directionOf, ownNameOf } from '#app/i18n/direction'
import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import { requestLanguage } from '#app/i18n/request-language'
import { textsOf } from '#app/i18n/texts-of'
import { useTranslation } from '#app/i18n/use-translation'
import { FUNCTIONS } from '#app/relationships/functions'
import { AnswerForm } from '#app/responses/answer-form'
import { previewQuestionnaire } from '#app/responses/preview-questionnaire'
import { RespondentFrame } from '#app/responses/respondent-frame'
import { pageIn } from '#app/responses/respondent-page'
import type { RouteHandle } from '#app/root'
import { SIDES } from '#app/trust/scored-response'

/** Looks like a respondent's page, to the last byte of script that it does not have. */
export const handle: RouteHandle = { isRespondentPage: true }
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Thiqa' }]

async function openPreview(request: Request, params: LoaderFunctionArgs['params'], form: FormData) {
  const { key, template } = await openTemplate(request, params)
  const { searchParams } = new URL(request.url)
  const languages = [...template.texts.keys()].sort()
  const wanted = searchParams.get('language') ?? requestLanguage(request.headers)
  const choice = {
    language: languages.find((language) => language === wanted) ?? languages[0] ?? 'en',
    side: sideIn(request),
    function: FUNCTIONS.find((one) => one === searchParams.get('function')) ?? 'purchasing',
  }
  // the words around the preview are the product's: a language that has none of these borrows them
  const page = {
    ...pageIn(choice.language),
    texts: { ...textsOf(FALLBACK_LANGUAGE), ...textsOf(choice.language) },
  }
  const { t } = createTranslator(page.language, page.texts)
  const path = `${paths.templatePreview(key.name, key.version)}?${new URLSearchParams(choice)}`
  const preview = previewQuestionnaire({
    template,
    language: choice.language,
    respondent: { side: choice.side, function: choice.function, answersForFirm: true },
    partnerName: t('templates.preview.partner'),
    promises: [{ id: 'example', text: t('templates.preview.promise') }],
    form,
    paths: { overview: paths.templates, path },
  })
  return {
    ...page,
    ...preview,
    title: `${t('templates.preview.title')} – ${preview.page.text.title}`,
    choice,
    choices: languages,
  }
}

export function loader({ request, params }: LoaderFunctionArgs) {
  return openPreview(request, params, new FormData())
}

export async function action({ request, params }: ActionFunctionArgs) {
  const preview = await openPreview(request, params, await readForm(request))
  return data(preview, { status: Object.keys(preview.state.errors).length > 0 ? 422 : 200 })
}

export default function PreviewPage() {
  const loaded = useLoaderData<typeof loader>()
  const shown = useActionData<typeof action>() ?? loaded
  return (
    <RespondentFrame page={shown}>
      <PreviewChoice shown={shown} />
      {shown.page.place.of === 0 ? (
        <NothingAsked />
      ) : (
        <AnswerForm page={shown.page} state={shown.state} carried={shown.carried} />
      )}
    </RespondentFrame>
  )
}

function NothingAsked() {
  const { t } = useTranslation()
  return (
    <main id="main" className="page narrow">
      <p className="empty">{t('templates.preview.nothing')}</p>
      <p>
        <a href={paths.templates}>{t('templates.title')}</a>
      </p>
    </main>
  )
}

/** Who is imagined to read the form; a change begins it anew. */
function PreviewChoice({ shown }: { shown: ReturnType<typeof useLoaderData<typeof loader>> }) {
  const { t } = useTranslation()
  const { choice, choices, isComplete, page } = shown
  const select = (name: keyof typeof choice, options: { value: string; label: string; lang?: string }[]) => (
    <label>
      {t(`templates.preview.${name}`)}{' '}
      <select name={name} defaultValue={choice[name]}>
        {options.map(({ value, label, lang }) => (
          <option key={value} value={value} lang={lang} dir={lang && directionOf(lang)}>
            {label}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <aside className="page narrow form-page preview-choice" aria-label={t('templates.preview.title')}>
      <div className="notice warn">
        <p>
          <strong>{t('templates.preview.title')}</strong> <bdi>{page.text.title}</bdi>. {t('templates.preview.text')}
        </p>
        <form method="get" className="actions">
          {select(
            'language',
            choices.map((code) => ({ value: code, label: ownNameOf(code), lang: code })),
          )}
          {select(
            'side',
            SIDES.map((side) => ({ value: side, label: t(`words.${side}`) })),
          )}
          {select(
            'function',
            FUNCTIONS.map((one) => ({ value: one, label: t(`words.functions.${one}`) })),
          )}
          <button type="submit" className="second">
            {t('templates.preview.show')}
          </button>
        </form>
      </div>
      {isComplete ? (
        <p className="notice good" role="status">
          {t('templates.preview.complete')}
        </p>
      ) : null}
    </aside>
  )
}
