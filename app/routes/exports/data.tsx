import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { listDataFiles } from '#app/exports/data-files'
import { BUNDLE_FILE, METADATA_FILES } from '#app/exports/file-names'
import { BUNDLE_FORMATS, exportFormSchema } from '#app/exports/requests/export-form'
import { ExportPanel } from '#app/exports/requests/export-panel'
import { cancelExport, listExports, requestExport } from '#app/exports/requests/export-requests.server'
import { openStudyData } from '#app/exports/study-data.server'
import { type FormErrors, type FormValues, formValues, parseForm } from '#app/http/form'
import { notFound, requireId, requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { readForm } from '#app/http/read-form.server'
import { recordLook } from '#app/http/record-look.server'
import { ownNameOf } from '#app/i18n/direction'
import { formatNumber } from '#app/i18n/format'
import { requestLanguage } from '#app/i18n/request-language'
import { useTranslation } from '#app/i18n/use-translation'
import { EVERYTHING, isStudyWithin } from '#app/people/find-reach.server'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'
import { Field } from '#app/ui/field'
import { TableFrame } from '#app/ui/table-frame'

export const meta: MetaFunction<typeof loader> = ({ data: loaded, matches }) =>
  pageTitle(matches, 'exports.data.title', loaded?.study.name)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'take-data')
  const id = requireId(params.studyId)
  const { prisma } = runtime().database
  const opened = await openStudyData(prisma, member.workspaceId, id)
  if (!opened) throw notFound()
  await recordLook(prisma, member, request, id)
  const { searchParams } = new URL(request.url)
  const wanted = searchParams.get('language') ?? requestLanguage(request.headers)
  const { name, languages, changes, waves } = opened
  const tables = []
  for (const { shape, files } of listDataFiles()) {
    const { rowCount, variables } = await opened[shape]()
    // the writers themselves stay on the server
    tables.push({ shape, rows: rowCount, columns: variables.length, files })
  }
  return {
    study: { id, name },
    // of somebody who took a file without saying what for
    purpose: searchParams.get('purpose') ?? '',
    isRefused: searchParams.has('refused'),
    languages,
    language: languages.includes(wanted) ? wanted : languages[0],
    waves: waves.length,
    k: changes.k,
    generalised: changes.generalised,
    tables,
    formats: BUNDLE_FORMATS,
    requests: await listExports(prisma, { ...member, studyId: id }),
  }
}

interface Told {
  values?: FormValues
  errors?: FormErrors
  /** key of a text */
  refusal?: string
}
const tell = (told: Told, status: number) => data(told, { status })

/** Asks for a file that is made in the background, or takes that back. */
export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'take-data')
  const studyId = requireId(params.studyId)
  const { env, database, queue } = runtime()
  const { workspaceId, memberId, actor } = member
  const keeper = { prisma: database.prisma, queue, dataDirectory: env.dataDirectory, workspaceId, memberId, actor }
  if (!(await isStudyWithin(database.prisma, workspaceId, EVERYTHING, studyId))) throw notFound()
  const form = await readForm(request)
  const intent = form.get('intent')
  if (intent === 'cancel') {
    const isCancelled = await cancelExport(keeper, requireId(String(form.get('id') ?? '')))
    if (!isCancelled) return tell({ refusal: 'exports.error.not-there' }, 409)
    throw redirect(paths.data(studyId))
  }
  if (intent !== 'ask') return tell({ refusal: 'exports.error.unknown-intent' }, 400)
  const parsed = parseForm(exportFormSchema, form)
  if (!parsed.ok) return tell({ values: parsed.values, errors: parsed.errors }, 422)
  const asked = await requestExport(keeper, { studyId, form: parsed.data, now: new Date() })
  if (asked.ok) throw redirect(paths.data(studyId))
  if (asked.reason === 'no-study') throw notFound()
  return tell({ values: formValues(form), refusal: `exports.error.${asked.reason}` }, 429)
}

/** Everything that a researcher can take of a study, and what was changed in it to keep people from being known. */
export default function DataPage() {
  const { t, i18n } = useTranslation()
  const { study, languages, language, waves, k, generalised, tables, formats, requests, purpose, isRefused } =
    useLoaderData<typeof loader>()
  const { values = {}, errors = {}, refusal } = (useActionData<typeof action>() ?? {}) as Told
  const show = (value: number) => formatNumber(i18n.language, value, 0)
  const file = (name: string) => `${paths.dataFile(study.id, name)}?language=${language}`
  return (
    <main id="main" className="page">
      <p className="quiet">
        <Link to={paths.study(study.id)}>
          <bdi>{study.name}</bdi>
        </Link>
      </p>
      <h1>{t('exports.data.title')}</h1>
      {refusal ? (
        <p className="notice bad" role="alert">
          {t(refusal)}
        </p>
      ) : null}
      <p>{t('exports.data.text')}</p>
      {waves === 0 ? (
        <p className="empty">{t('exports.data.empty')}</p>
      ) : (
        <>
          <Form method="get" className="actions">
            <label htmlFor="language">{t('exports.data.language')}</label>
            <select id="language" name="language" defaultValue={language}>
              {languages.map((one) => (
                <option key={one} value={one} lang={one}>
                  {ownNameOf(one)}
                </option>
              ))}
            </select>
            <button type="submit" className="second">
              {t('exports.data.choose')}
            </button>
          </Form>
          <form method="get">
            <input type="hidden" name="language" value={language} />
            <Field
              id="taken-for"
              label={t('exports.requests.purpose')}
              hint={t('exports.data.purpose-hint')}
              error={isRefused ? t('exports.error.purpose') : undefined}
            >
              {(describe) => (
                <input
                  {...describe}
                  name="purpose"
                  dir="auto"
                  defaultValue={purpose}
                  required
                  minLength={10}
                  maxLength={1000}
                />
              )}
            </Field>
            <TableFrame label={t('exports.data.title')}>
              <table>
                <thead>
                  <tr>
                    <th scope="col">{t('exports.data.table')}</th>
                    <th scope="col">{t('exports.data.formats-head')}</th>
                  </tr>
                </thead>
                <tbody>
                  {tables.map(({ shape, rows, columns, files }) => (
                    <tr key={shape}>
                      <th scope="row">
                        {t(`exports.data.shape.${shape}`)}
                        <br />
                        <small className="quiet">
                          {t('exports.data.size', { rows: show(rows), columns: show(columns) })}
                        </small>
                      </th>
                      <td>
                        <ul className="actions">
                          {files.map(({ format, name }) => (
                            <li key={name}>
                              <button
                                type="submit"
                                className="second"
                                formAction={paths.dataFile(study.id, name)}
                                aria-label={`${t(`exports.data.formats.${format}`)}, ${t(`exports.data.shape.${shape}`)}`}
                              >
                                {t(`exports.data.formats.${format}`)}
                              </button>
                            </li>
                          ))}
                        </ul>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableFrame>
          </form>
          <h2>{t('exports.requests.metadata')}</h2>
          <ul className="actions">
            <li>
              <a href={paths.codebookCsv(study.id)} download>
                {t('studies.codebook-csv')}
              </a>
            </li>
            {METADATA_FILES.map((name) => (
              <li key={name}>
                <a href={file(name)} download dir="ltr">
                  {name}
                </a>
              </li>
            ))}
          </ul>
          <ExportPanel
            studyId={study.id}
            language={language ?? 'en'}
            files={[
              { name: BUNDLE_FILE, label: t('exports.requests.bundle') },
              ...tables.flatMap((table) =>
                table.files.map(({ format, name }) => ({
                  name,
                  label: `${t(`exports.data.shape.${table.shape}`)}: ${t(`exports.data.formats.${format}`)}`,
                })),
              ),
            ]}
            formats={formats}
            requests={requests}
            values={values}
            errors={errors}
          />
          <h2>{t('exports.data.changes')}</h2>
          <p>{t('exports.data.changes-text', { k: show(k) })}</p>
          <ul>
            {(['category', 'function', 'side'] as const).map((part) => (
              <li key={part}>{t(`exports.data.generalised.${part}`, { count: generalised[part] })}</li>
            ))}
          </ul>
        </>
      )}
    </main>
  )
}
