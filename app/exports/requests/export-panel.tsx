import { Form, useFetcher } from '@remix-run/react'
import { paths } from '#app/http/paths'
import { formatDateTime, formatNumber } from '#app/i18n/format'
import { useTranslation } from '#app/i18n/use-translation'
import { Field } from '#app/ui/field'
import { TableFrame } from '#app/ui/table-frame'
import { useLookAgain } from '#app/ui/use-look-again'
import type { ExportView } from './export-requests.server'

interface ExportPanelProps {
  studyId: string
  language: string
  /** files that can be asked for: a name, and what it is */
  files: readonly { name: string; label: string }[]
  formats: readonly string[]
  requests: readonly ExportView[]
  values: Record<string, unknown>
  errors: Record<string, string[]>
}

const OPEN: readonly string[] = ['queued', 'running']

/** Asking for files that are made in the background, and how far they are. */
export function ExportPanel(props: ExportPanelProps) {
  const { studyId, language, files, formats, values, errors } = props
  const { t, i18n } = useTranslation()
  const { data, load } = useFetcher<{ requests: ExportView[] }>()
  // what was looked up is older than what the page has just been loaded with, where that knows of something else
  const [newest] = props.requests
  const requests = data?.requests.some(({ id }) => id === newest?.id) ? data.requests : props.requests
  useLookAgain(
    requests.some(({ state }) => OPEN.includes(state)),
    () => load(paths.exports(studyId)),
  )
  const show = (value: number) => formatNumber(i18n.language, value, 0)
  const error = (name: string) => (errors[name]?.[0] ? t(errors[name][0]) : undefined)
  return (
    <section aria-labelledby="requests">
      <h2 id="requests">{t('exports.requests.title')}</h2>
      <p>{t('exports.requests.text')}</p>
      <Form method="post">
        <input type="hidden" name="language" value={language} />
        <Field id="file" label={t('exports.requests.file')} error={error('file')}>
          {(describe) => (
            <select {...describe} name="file" defaultValue={String(values.file ?? '')}>
              {files.map(({ name, label }) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        <fieldset>
          <legend>{t('exports.requests.formats')}</legend>
          {formats.map((format) => (
            <label key={format} className="choice">
              <input
                type="checkbox"
                name="formats[]"
                value={format}
                defaultChecked={Array.isArray(values.formats) && values.formats.includes(format)}
              />{' '}
              {t(`exports.data.formats.${format}`)}
            </label>
          ))}
        </fieldset>
        <Field
          id="purpose"
          label={t('exports.requests.purpose')}
          hint={t('exports.requests.purpose-hint')}
          error={error('purpose')}
        >
          {(describe) => (
            <textarea
              {...describe}
              name="purpose"
              rows={2}
              required
              minLength={10}
              maxLength={1000}
              dir="auto"
              defaultValue={String(values.purpose ?? '')}
            />
          )}
        </Field>
        <button type="submit" name="intent" value="ask">
          {t('exports.requests.ask')}
        </button>
      </Form>
      {requests.length === 0 ? (
        <p className="empty">{t('exports.requests.empty')}</p>
      ) : (
        <TableFrame label={t('exports.requests.title')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('exports.requests.asked')}</th>
                <th scope="col">{t('exports.requests.file')}</th>
                <th scope="col">{t('exports.requests.purpose')}</th>
                <th scope="col">{t('exports.requests.state-head')}</th>
                <th />
              </tr>
            </thead>
            <tbody>
              {requests.map((one) => (
                <tr key={one.id}>
                  <td>{formatDateTime(i18n.language, one.createdAt)}</td>
                  <td>
                    {one.state === 'ready' ? (
                      <a
                        href={paths.exportFile(studyId, one.id, one.file)}
                        download
                        aria-label={t('exports.requests.download', { file: one.file })}
                      >
                        <bdi dir="ltr">{one.file}</bdi>
                      </a>
                    ) : (
                      <bdi dir="ltr">{one.file}</bdi>
                    )}
                    {one.bytes === null ? null : (
                      <small className="quiet">
                        {' '}
                        {t('exports.requests.size', { size: show(Math.ceil(one.bytes / 1024)) })}
                      </small>
                    )}
                  </td>
                  <td>
                    <bdi>{one.purpose}</bdi>
                  </td>
                  <td>
                    <span aria-live="polite">{t(`exports.requests.state.${one.state}`)}</span>
                    {one.state === 'running' && one.rowsTotal > 0 ? (
                      <>
                        <br />
                        <progress
                          value={one.rowsWritten}
                          max={one.rowsTotal}
                          aria-label={t('exports.requests.progress', {
                            written: show(one.rowsWritten),
                            total: show(one.rowsTotal),
                          })}
                        />
                      </>
                    ) : null}
                    {one.state === 'ready' && one.expiresAt ? (
                      <small className="quiet">
                        {' '}
                        {t('exports.requests.until', { date: formatDateTime(i18n.language, one.expiresAt) })}
                      </small>
                    ) : null}
                  </td>
                  <td>
                    {OPEN.includes(one.state) || one.state === 'ready' ? (
                      <Form method="post">
                        <input type="hidden" name="id" value={one.id} />
                        <button type="submit" name="intent" value="cancel" className="second">
                          {t(one.state === 'ready' ? 'exports.requests.delete' : 'exports.requests.cancel')}
                        </button>
                      </Form>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </section>
  )
}
