import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvResponse } from '#app/exports/formats/csv.server'
import { notFound } from '#app/http/guards.server'
import { openTemplate } from '#app/http/open-template.server'
import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import { isLanguage } from '#app/i18n/languages'
import { toWordsTable, WORDS_COLUMNS } from '#app/instruments/words-table'

/** The words of a template beside those of another language, to translate in a spreadsheet. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { key, template } = await openTemplate(request, params)
  const language = new URL(request.url).searchParams.get('language') ?? FALLBACK_LANGUAGE
  const source = template.texts.get(FALLBACK_LANGUAGE)
  // an own questionnaire may have words in a language in which nobody answers here yet
  if (!source || !(isLanguage(language) || template.texts.has(language))) throw notFound()
  const rows = toWordsTable(source, template.texts.get(language)).map((row) => ({ ...row }))
  return csvResponse(`${key.name}-${key.version}-${language}.csv`, WORDS_COLUMNS, rows)
}
