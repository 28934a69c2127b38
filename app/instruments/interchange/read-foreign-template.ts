import type { ImportedTemplate } from './build-template'
import { importSurveyJs } from './import-surveyjs'
import { importXlsForm } from './import-xlsform'

/** What another tool saved, by its looks; undefined for what neither of them writes. */
export function readForeignTemplate(text: string): ImportedTemplate | undefined {
  const content = parseJson(text)
  if (typeof content === 'object' && content !== null)
    return ['pages', 'elements', 'questions'].some((name) => Object.hasOwn(content, name))
      ? importSurveyJs(content)
      : undefined
  return content === undefined && /^\ufeff?"?survey"?\s*,/im.test(text) ? importXlsForm(text) : undefined
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}
