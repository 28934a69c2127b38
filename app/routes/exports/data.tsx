import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { listDataFiles } from '#app/exports/data-files'
import { openStudyData } from '#app/exports/study-data.server'
import { notFound, requireId, requireMember } from '#app/http/guards.server'
import { paths } from '#app/http/paths'
import { recordLook } from '#app/http/record-look.server'
import { ownNameOf } from '#app/i18n/direction'
import { formatNumber } from '#app/i18n/format'
import { requestLanguage } from '#app/i18n/request-language'
import { pageTitle } from '#app/relationships/page-title'
import { runtime } from '#app/runtime.server'
import { TableFrame } from '#app/ui/table-frame'

export const meta: MetaFunction<typeof loader> = ({ data, matches }) =>
  pageTitle(matches, 'exports.data.title', data?.study.name)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'take-data')
  const id = requireId(params.studyId)
  const { prisma } = runtime().database
  const data = await openStudyData(prisma, member.workspaceId, id)
  if (!data) throw notFound()
  await recordLook(prisma, member, request, id)
  const wanted = new URL(request.url).searchParams.get('language') ?? requestLanguage(request.headers)
  const { name, languages, changes, waves } = data
  const tables = []
  for (const { shape, files } of listDataFiles()) {
    const { rowCount, variables } = await data[shape]()
    // the writers themselves stay on the server
    tables.push({ shape, rows: rowCount, columns: variables.length, files })
  }
  return {
    study: { id, name },
    languages,
    language: languages.includes(wanted) ? wanted : languages[0],
    waves: waves.length,
    k: changes.k,
    generalised: changes.generalised,
    tables,
  }
}

/** Everything that a researcher can take of a study, and what was changed in it to keep people from being known. */
export default function DataPage() {
  const { t, i18n } = useTranslation()
  const { study, languages, language, waves, k, generalised, tables } = useLoaderData<typeof loader>()
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
                            <a
                              href={file(name)}
                              download
                              aria-label={`${t(`exports.data.formats.${format}`)}, ${t(`exports.data.shape.${shape}`)}`}
                            >
                              {t(`exports.data.formats.${format}`)}
                            </a>
                          </li>
                        ))}
                      </ul>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
          <p>
            <a href={paths.codebookCsv(study.id)} download>
              {t('studies.codebook-csv')}
            </a>
          </p>
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
