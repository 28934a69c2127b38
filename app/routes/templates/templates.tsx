import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { z } from 'zod'
import { parseForm } from '#app/http/form'
import { requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { sideIn } from '#app/http/side-in'
import { ownNameOf } from '#app/i18n/direction'
import { isLanguage, LANGUAGES } from '#app/i18n/languages'
import { requestLanguage } from '#app/i18n/request-language'
import { useTranslation } from '#app/i18n/use-translation'
import { estimateSeconds, inMinutes } from '#app/instruments/estimate-seconds'
import { exportSurveyJs } from '#app/instruments/interchange/export-surveyjs'
import { isWorkbook } from '#app/instruments/interchange/read-workbook'
import { findAnyTemplate } from '#app/instruments/load-template.server'
import { deleteOwnTemplate, listAllTemplates, saveOwnTemplate } from '#app/instruments/own-templates.server'
import { takeTemplate, takeWords, takeWorkbook } from '#app/instruments/take-template-upload.server'
import { templateText } from '#app/instruments/template'
import { recordEvent } from '#app/people/audit/record-event.server'
import { FUNCTIONS } from '#app/relationships/functions'
import { pageTitle } from '#app/relationships/page-title'
import { readCsv } from '#app/relationships/read-csv'
import { readImportText } from '#app/relationships/read-import-text.server'
import { runtime } from '#app/runtime.server'
import { SIDES, type Side } from '#app/trust/scored-response'
import { FileDrop } from '#app/ui/file-drop'
import { TableFrame } from '#app/ui/table-frame'

export const meta: MetaFunction = ({ matches }) => pageTitle(matches, 'templates.title')

export async function loader({ request }: LoaderFunctionArgs) {
  const { workspaceId } = await requireMember(request, 'run-studies')
  const language = requestLanguage(request.headers)
  const templates = await listAllTemplates(runtime().database.prisma, workspaceId)
  const exported = new URL(request.url).searchParams.get('surveyjs')
  const taken = templates.find(({ instrument: { name, version } }) => `${name}@${version}` === exported)
  const side = sideIn(request)
  return {
    exported: taken && {
      title: templateText(taken, language).title,
      side,
      path: paths.templateSurveyJs(taken.instrument.name, taken.instrument.version, side),
      notes: exportSurveyJs(taken, side).notes,
    },
    saved: new URL(request.url).searchParams.get('saved'),
    languages: LANGUAGES.map((code) => ({ code, name: ownNameOf(code) })),
    templates: templates.map((template) => {
      const { instrument, texts, isOwn } = template
      const { title, description } = templateText(template, language)
      return {
        ...{ name: instrument.name, version: instrument.version, isOwn, title, description },
        languages: [...texts.keys()].sort(),
        questions: instrument.sections.reduce((sum, section) => sum + section.items.length, 0),
        minutes: inMinutes(estimateSeconds(instrument)),
      }
    }),
  }
}

/** More texts than any questionnaire has. */
const MOST_WORDS = 50_000

const key = z.string().regex(/^[a-z][a-z0-9-]{0,59}@[1-9]\d{0,5}$/)
const intentSchema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('upload') }),
  z.object({ intent: z.literal('copy'), template: key }),
  z.object({ intent: z.literal('delete'), template: key }),
  z.object({ intent: z.literal('words'), template: key, language: z.string().refine(isLanguage) }),
])

export async function action({ request }: ActionFunctionArgs) {
  const { workspaceId, actor } = await requireMember(request, 'run-studies')
  const body = await readForm(request)
  const form = parseForm(intentSchema, body)
  if (!form.ok) throw new Response(null, { status: 400 })
  const { prisma } = runtime().database
  const [name = '', version = ''] = 'template' in form.data ? form.data.template.split('@') : []
  const template = { workspaceId, name, version: Number(version) }
  switch (form.data.intent) {
    case 'delete': {
      const deleted = await deleteOwnTemplate(prisma, template)
      if (!deleted.ok) return refusal('templates.error.in-use', 409)
      await recordTemplate('template-deleted', template)
      throw redirect(paths.templates)
    }
    case 'copy': {
      const found = await findAnyTemplate(prisma, template)
      if (!found) return refusal('templates.error.unknown', 404)
      return saved(await saveOwnTemplate(prisma, workspaceId, found))
    }
    case 'upload':
    case 'words': {
      const workbook = await readWorkbookBytes(body)
      if (workbook) {
        if (form.data.intent === 'words') return refusal('templates.error.save-as-csv', 422)
        return data(takeWorkbook({ bytes: workbook, functions: FUNCTIONS }), { status: 422 })
      }
      const text = await readImportText(body)
      const upload = { workspaceId, functions: FUNCTIONS }
      const tableOf = (csv: string) => readCsv(csv, MOST_WORDS).records.map(({ cells }) => cells)
      const taken =
        form.data.intent === 'upload'
          ? await takeTemplate(prisma, { ...upload, text })
          : await takeWords(prisma, {
              ...{ ...upload, ...template, language: form.data.language },
              rows: text === undefined ? undefined : tableOf(text),
            })
      return taken.ok ? saved(taken) : data(taken, { status: 422 })
    }
  }

  async function saved({ name, version }: { name: string; version: number }): Promise<never> {
    await recordTemplate('template-saved', { name, version })
    throw redirect(`${paths.templates}?saved=${name}@${version}`)
  }
  async function recordTemplate(action: 'template-saved' | 'template-deleted', one: { name: string; version: number }) {
    await recordEvent(prisma, actor, { action, objectKind: 'template', objectId: `${one.name}@${one.version}` })
  }
}

/** The bytes of an uploaded file that is no text but the workbook of a spreadsheet. */
async function readWorkbookBytes(body: FormData): Promise<Uint8Array | undefined> {
  const file = body.get('file')
  const bytes = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : undefined
  return bytes && isWorkbook(bytes) ? bytes : undefined
}

function refusal(error: string, status: number) {
  return data({ ok: false as const, error, problems: [], places: [] }, { status })
}

export default function TemplatesPage() {
  const { t } = useTranslation()
  const { templates, languages, saved, exported } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const own = templates.filter(({ isOwn }) => isOwn)
  return (
    <main id="main" className="page">
      <h1>{t('templates.title')}</h1>
      <p>{t('templates.text')}</p>
      {saved && !refused ? (
        <p className="notice good" role="status">
          {t('templates.saved')} <bdi>{saved}</bdi>
        </p>
      ) : null}
      {refused ? <Refusal {...refused} /> : null}
      {exported && !refused ? <ExportedQuestionnaire {...exported} /> : null}
      <TableFrame label={t('templates.title')}>
        <table>
          <thead>
            <tr>
              {(['template', 'questions', 'minutes', 'words', 'take'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(`templates.column.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {templates.map((template) => (
              <TemplateRow key={`${template.name}@${template.version}`} template={template} languages={languages} />
            ))}
          </tbody>
        </table>
      </TableFrame>
      <section className="narrow" aria-labelledby="upload">
        <h2 id="upload">{t('templates.upload.title')}</h2>
        <p>{t('templates.upload.text')}</p>
        <Form method="post" encType="multipart/form-data" className="card">
          <FileDrop
            name="file"
            label={t('templates.upload.file')}
            hint={t('templates.upload.hint')}
            accept=".json,.csv,.xlsx,application/json,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          />
          <button type="submit" name="intent" value="upload">
            {t('templates.upload.submit')}
          </button>
        </Form>
      </section>
      {own.length > 0 ? (
        <section className="narrow" aria-labelledby="translate">
          <h2 id="translate">{t('templates.translate.title')}</h2>
          <p>{t('templates.translate.text')}</p>
          <Form method="post" encType="multipart/form-data" className="card">
            <div className="field">
              <label htmlFor="template">{t('templates.column.template')}</label>
              <select id="template" name="template">
                {own.map(({ name, version, title }) => (
                  <option key={`${name}@${version}`} value={`${name}@${version}`}>
                    {`${title} (${name} ${version})`}
                  </option>
                ))}
              </select>
            </div>
            <div className="field">
              <label htmlFor="language">{t('templates.translate.language')}</label>
              <select id="language" name="language">
                {languages.map(({ code, name }) => (
                  <option key={code} value={code} lang={code}>
                    {name}
                  </option>
                ))}
              </select>
            </div>
            <div className="field">
              <label htmlFor="words">{t('templates.translate.file')}</label>
              <input id="words" name="file" type="file" accept=".csv,text/csv" />
            </div>
            <button type="submit" name="intent" value="words">
              {t('templates.translate.submit')}
            </button>
          </Form>
        </section>
      ) : null}
    </main>
  )
}

interface TemplateRowProps {
  template: ReturnType<typeof useLoaderData<typeof loader>>['templates'][number]
  languages: { code: string; name: string }[]
}

function TemplateRow({ template, languages }: TemplateRowProps) {
  const { t } = useTranslation()
  const { name, version, title, description, isOwn } = template
  return (
    <tr>
      <th scope="row">
        <a href={paths.templatePreview(name, version)}>{title}</a>{' '}
        {isOwn ? <span className="tag">{t('templates.own')}</span> : null}
        <br />
        <span className="hint">
          {description} <code dir="ltr">{`${name} ${version}`}</code>
        </span>
      </th>
      <td className="number">{template.questions}</td>
      <td className="number">{template.minutes}</td>
      <td>
        {languages.map(({ code, name: own }) => (
          <span key={code}>
            <a href={paths.templateWords(name, version, code)} lang={code} download>
              {own}
            </a>{' '}
            {template.languages.includes(code) ? null : <span className="quiet">{t('templates.untranslated')}</span>}
            <br />
          </span>
        ))}
      </td>
      <td>
        <a href={paths.templateJson(name, version)} download>
          {t('templates.json')}
        </a>
        <br />
        {SIDES.map((side) => (
          <span key={side}>
            <a href={paths.templateSurveyJsNotes(name, version, side)}>
              {t('templates.surveyjs', { side: t(`words.${side}`) })}
            </a>
            <br />
          </span>
        ))}
        <Form method="post">
          <input type="hidden" name="template" value={`${name}@${version}`} />
          {isOwn ? (
            <details>
              <summary>{t('words.delete')}</summary>
              <button type="submit" name="intent" value="delete" className="danger">
                {t('templates.delete')}
              </button>
            </details>
          ) : (
            <button type="submit" name="intent" value="copy" className="link">
              {t('templates.copy')}
            </button>
          )}
        </Form>
      </td>
    </tr>
  )
}

interface RefusalProps {
  error: string
  problems: { path: string; problem: string; remedy: string; file: string }[]
  places: string[]
  imported?: { file: string | undefined; notes: { path: string; feature: string }[] } | undefined
}

/** What is wrong, for whoever writes templates: places and remedies are in English, like the format itself. */
function Refusal({ error, problems, places, imported }: RefusalProps) {
  const { t } = useTranslation()
  const element = useRef<HTMLDivElement>(null)
  // it stands at the top of the page, the form that was sent far below
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer of the server is looked at anew
  useEffect(() => element.current?.focus(), [problems])
  return (
    <div className={imported?.file ? 'notice warn' : 'notice bad'} role="alert" tabIndex={-1} ref={element}>
      <p>{t(error)}</p>
      {problems.length + places.length > 0 ? (
        <ul lang="en" dir="ltr">
          {places.map((place) => (
            <li key={place}>
              <code>{place}</code>
            </li>
          ))}
          {problems.map(({ file, path, problem, remedy }) => (
            <li key={`${file} ${path} ${problem}`}>
              <code>{[file, path].filter((part) => part !== '').join(': ')}</code> {problem} – {remedy}
            </li>
          ))}
        </ul>
      ) : null}
      {imported ? <ImportedQuestionnaire {...imported} /> : null}
    </div>
  )
}

/** What came from another tool, before it is kept: everything that could not come along is named. */
function ImportedQuestionnaire({ file, notes }: NonNullable<RefusalProps['imported']>) {
  const { t } = useTranslation()
  return (
    <>
      {notes.length > 0 ? <p>{t('templates.imported.notes')}</p> : null}
      {file && notes.length === 0 ? <p>{t('templates.imported.whole')}</p> : null}
      <InterchangeNotes notes={notes} />
      {file ? (
        <Form method="post">
          <input type="hidden" name="pasted" value={file} />
          <button type="submit" name="intent" value="upload">
            {t('templates.imported.keep')}
          </button>
        </Form>
      ) : null}
    </>
  )
}

interface ExportedQuestionnaireProps {
  title: string
  side: Side
  path: string
  notes: { path: string; feature: string }[]
}

/** Before a questionnaire goes to another tool: what that tool will not know. */
function ExportedQuestionnaire({ title, side, path, notes }: ExportedQuestionnaireProps) {
  const { t } = useTranslation()
  return (
    <section className="notice" aria-labelledby="exported">
      <h2 id="exported">{t('templates.exported.title')}</h2>
      <p>
        <bdi>{title}</bdi> ({t(`words.${side}`)})
      </p>
      <p>{t('templates.exported.notes')}</p>
      <InterchangeNotes notes={notes} />
      <p>
        <a href={path} className="button" download>
          {t('templates.exported.download')}
        </a>
      </p>
    </section>
  )
}

function InterchangeNotes({ notes }: { notes: { path: string; feature: string }[] }) {
  const { t } = useTranslation()
  return (
    <ul>
      {notes.map(({ path, feature }) => (
        <li key={`${path} ${feature}`}>
          {path ? <code dir="ltr">{path}</code> : null} {t(`templates.imported.feature.${feature}`)}
        </li>
      ))}
    </ul>
  )
}
