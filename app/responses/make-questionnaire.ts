import type { FieldValues } from '#app/instruments/field-values'
import { toFields } from '#app/instruments/to-fields'
import { visibleInstrument } from '#app/instruments/visible-instrument'
import { visibleSections } from '#app/instruments/visible-sections'
import { choosePage } from './choose-page'
import { formatBase } from './form-base'
import type { OpenedQuestionnaire } from './open-questionnaire.server'
import type { Questionnaire } from './questionnaire'
import type { Progress } from './read-progress.server'
import { arrivedSends } from './saves'

interface MakeQuestionnaireInput {
  opened: OpenedQuestionnaire
  progress: Progress
  /** a section of the page that is wanted; null to go on where something is open */
  wanted: string | null
  /** what was typed so far, and the revision that says so */
  fields: FieldValues
  revision: number
  /** see questionnaire.ts */
  echo: string
  paths: { overview: string; path: string }
  /** of this page in this window: eight hexadecimal digits */
  tab: string
  now: Date
}

/** The page of a questionnaire that a person is to see. */
export function makeQuestionnaire(input: MakeQuestionnaireInput): Questionnaire {
  const { opened, progress, wanted, fields, revision, echo, paths, tab, now } = input
  const { invitation, instrument, respondent, text } = opened
  const { submitted } = progress
  const asked = visibleInstrument(instrument, respondent, submitted ? toFields(instrument, submitted.answers) : fields)
  // what was submitted is read as a whole
  const { pages, index, sections } = submitted
    ? { pages: [asked.sections], index: 0, sections: asked.sections }
    : choosePage(asked, wanted, fields)
  return {
    partnerName: progress.partnerName,
    wave: invitation.waveNumber,
    step: progress.step,
    place: { number: index + 1, of: pages.length },
    sections: visibleSections({ ...asked, sections }, invitation.participantId),
    scale: instrument.scale,
    text,
    ...paths,
    base: formatBase({ revision, tab, shownAt: now }),
    arrived: arrivedSends(progress.saves),
    echo,
  }
}
