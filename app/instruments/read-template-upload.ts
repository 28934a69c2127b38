import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import { checkTemplate } from './check-template'
import { isRecord } from './is-record'
import { parseJson } from './parse-json'
import type { Template } from './template'
import type { TemplateProblem } from './template-problem'

export type ReadTemplate = { ok: true; template: Template } | { ok: false; problems: TemplateProblem[] }

/**
 * A template as one file: `{ "instrument": …, "texts": { "en": …, "ar": … } }`, the form in which templates are handed out.
 * Everything that is wrong is named with place and remedy; nothing is repaired silently.
 */
export function readTemplateUpload(text: string, functions: readonly string[]): ReadTemplate {
  const content = parseJson(text)
  if (!isRecord(content) || !isRecord(content.texts)) return { ok: false, problems: [NO_TEMPLATE] }
  const { template, problems } = checkTemplate({
    folder: 'template',
    instrument: content.instrument,
    texts: content.texts,
    fallbackLanguage: FALLBACK_LANGUAGE,
    functions,
  })
  return template && problems.length === 0
    ? { ok: true, template }
    : { ok: false, problems: problems.slice(0, MOST_NAMED) }
}

/** Nobody corrects hundreds of places at once. */
const MOST_NAMED = 50

const NO_TEMPLATE: TemplateProblem = {
  file: 'template',
  path: '',
  problem: 'is not a template in one file',
  remedy: 'upload JSON with the keys "instrument" and "texts"; download a shipped template to see one',
}
