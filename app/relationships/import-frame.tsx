import { Form, Link } from '@remix-run/react'
import { useTranslation } from '#app/i18n/use-translation'
import { FileDrop } from '#app/ui/file-drop'
import { ImportPreview, type PlanSummary } from './import-preview'

interface ImportFrameProps {
  /** what is imported: names its texts */
  kind: string
  /** words of the page where they are not those of the kind: its title, that of the list, and what goes into a column */
  words?: { title: string; list: string; column(name: string): string }
  listPath: string
  samplePath: string
  columns: readonly { name: string; isRequired: boolean }[]
  /** values for the words about columns */
  values?: Record<string, string>
  /** how much was imported, as the address says: `3.0.12` */
  imported: string | null
  result: { summary: PlanSummary; csv: string | undefined } | undefined
}

/** The page of an import: a file or pasted text, what would happen, and what the columns mean. */
export function ImportFrame({
  kind,
  listPath,
  samplePath,
  columns,
  values = {},
  imported,
  result,
  words,
}: ImportFrameProps) {
  const { t } = useTranslation()
  const [created, changed, unchanged] = (imported?.match(/^\d{1,7}\.\d{1,7}\.\d{1,7}$/)?.[0] ?? '').split('.')
  return (
    <main id="main" className="page">
      <p className="quiet">
        <Link to={listPath}>{words?.list ?? t(`words.${kind}`)}</Link>
      </p>
      <h1>{words?.title ?? t(`imports.title.${kind}`)}</h1>
      {created && !result ? (
        <p className="notice good" role="status">
          {t('imports.done', { created, changed, unchanged })} <Link to={listPath}>{t('imports.see')}</Link>
        </p>
      ) : null}
      {result ? <ImportPreview summary={result.summary} csv={result.csv} /> : null}
      <Form method="post" encType="multipart/form-data" className="card">
        <FileDrop name="file" label={t('imports.file')} hint={t('imports.file-hint')} />
        <details>
          <summary>{t('imports.paste')}</summary>
          <label htmlFor="pasted" className="visually-hidden">
            {t('imports.paste')}
          </label>
          <textarea id="pasted" name="pasted" rows={8} dir="ltr" spellCheck={false} />
        </details>
        <div className="actions">
          <button type="submit" name="intent" value="preview">
            {t('imports.preview')}
          </button>
          <a href={samplePath} download>
            {t('imports.sample')}
          </a>
        </div>
      </Form>
      <section>
        <h2>{t('imports.columns')}</h2>
        <p>{t('imports.rules')}</p>
        <dl className="receipt">
          {columns.map(({ name, isRequired }) => (
            <div key={name}>
              <dt>
                <code dir="ltr">{name}</code> {isRequired ? null : <span className="quiet">{t('words.optional')}</span>}
              </dt>
              <dd>{words?.column(name) ?? t(`imports.column.${kind}.${name}`, values)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </main>
  )
}
