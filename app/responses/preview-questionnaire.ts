import { type FieldValues, fieldNames, pickFieldValues } from '#app/instruments/field-values'
import { fillPromises } from '#app/instruments/fill-promises'
import type { Respondent } from '#app/instruments/instrument-schema'
import { pageOfSection, pagesOf } from '#app/instruments/pages'
import { parseAnswers } from '#app/instruments/parse-answers'
import { type Template, templateText } from '#app/instruments/template'
import { visibleInstrument } from '#app/instruments/visible-instrument'
import { visibleSections } from '#app/instruments/visible-sections'
import type { AnswerFormState } from './answer-form'
import type { Questionnaire } from './questionnaire'

interface PreviewInput {
  template: Template
  language: string
  respondent: Respondent
  partnerName: string
  /** stand for the partner's open promises */
  promises: readonly { id: string; text: string }[]
  /** what was typed so far, and which button was pressed; nothing of it is stored */
  form: FormData
  paths: { overview: string; path: string }
}

interface Preview {
  page: Questionnaire
  state: AnswerFormState
  carried: FieldValues
  /** everything that a person must answer fits together */
  isComplete: boolean
}

/** A page of a questionnaire as the person described would see it next: the same rules as in earnest, and no storage. */
export function previewQuestionnaire(input: PreviewInput): Preview {
  const { template, language, respondent, partnerName, promises, form, paths } = input
  const whole = fillPromises(visibleInstrument(template.instrument, respondent), promises)
  const fields = pickFieldValues(whole, (name) => form.get(name))
  const asked = visibleInstrument(whole, respondent, fields)
  const pages = pagesOf(asked.sections)
  const named = form.get('page')
  const here = (typeof named === 'string' ? pageOfSection(pages, named) : undefined) ?? 0
  const intent = form.get('intent')
  const parsed = parseAnswers(intent === 'next' ? { ...asked, sections: pages[here] ?? [] } : asked, fields)
  const isChecked = intent === 'next' || intent === 'submit'
  const errors = isChecked && !parsed.ok ? parsed.errors : {}
  const step = intent === 'previous' ? -1 : intent === 'next' && parsed.ok ? 1 : 0
  const index = Math.min(Math.max(here + step, 0), Math.max(pages.length - 1, 0))
  const sections = pages[index] ?? []
  const own = new Set(fieldNames({ ...asked, sections }))
  return {
    page: {
      partnerName,
      wave: 1,
      step: { number: 1, of: 1 },
      place: { number: index + 1, of: pages.length },
      sections: visibleSections({ ...asked, sections }, 'preview'),
      scale: asked.scale,
      text: templateText(template, language, respondent.side),
      ...paths,
      base: '',
      arrived: '',
      echo: '',
    },
    state: {
      fields,
      errors,
      open: intent === 'submit' && parsed.ok ? parsed.open.filter((id) => own.has(id)) : [],
      isAskedAgain: false,
      isSubmission: intent === 'submit',
      elsewhere: {},
      isConflict: false,
    },
    carried: Object.fromEntries(Object.entries(fields).filter(([name]) => !own.has(name))),
    isComplete: intent === 'submit' && parsed.ok,
  }
}
