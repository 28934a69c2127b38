import { FALLBACK_LANGUAGE } from '#app/i18n/interface-texts'
import type { AgreementItem, Instrument, InstrumentText, Item, Respondent } from '#app/instruments/instrument-schema'
import { SPOKEN_MISSING } from '#app/instruments/instrument-schema'
import { PAIR_RATINGS } from '#app/instruments/kinds/pairs'
import { pagesOf } from '#app/instruments/pages'
import { type Template, templateText } from '#app/instruments/template'
import type { InterchangeNote } from './interchange-note'

type Localized = string | Record<string, string>
type Say = (read: (text: InstrumentText) => string | undefined) => Localized

/** The questions that one side is asked, as a survey of SurveyJS with the words of every language. */
export function exportSurveyJs(
  template: Template,
  side: Respondent['side'],
): { survey: object; notes: InterchangeNote[] } {
  const { instrument, texts } = template
  const languages = [FALLBACK_LANGUAGE, ...[...texts.keys()].filter((language) => language !== FALLBACK_LANGUAGE)]
  const worded = languages.map((language) => [language, templateText(template, language, side)] as const)
  const say: Say = (read) => {
    const words = worded.map(([language, text]) => [language, read(text) ?? ''] as const)
    return words.length === 1
      ? (words[0]?.[1] ?? '')
      : Object.fromEntries(
          words.map(([language, text]) => [language === FALLBACK_LANGUAGE ? 'default' : language, text]),
        )
  }
  const notes: InterchangeNote[] = [{ path: '', feature: 'scoring' }]
  const pages = pagesOf(instrument.sections).map((sections, index) => ({
    name: `page_${index + 1}`,
    elements: sections.map((section) => ({
      ...{ type: 'panel', name: `panel_${section.id}` },
      title: say((text) => text.sections[section.id]?.title),
      description: say((text) => text.sections[section.id]?.text),
      elements: elementsOf(
        section.items.filter(({ sides }) => !sides || sides.includes(side)),
        instrument,
        say,
        notes,
      ),
    })),
  }))
  const head = { title: say((text) => text.title), description: say((text) => text.description) }
  return { survey: { ...head, pages }, notes }
}

function elementsOf(items: Item[], instrument: Instrument, say: Say, notes: InterchangeNote[]): object[] {
  const elements: object[] = []
  let run: AgreementItem[] = []
  const flush = () => {
    if (run.length > 0) elements.push(matrixOf(run, instrument, say))
    run = []
  }
  for (const item of items) {
    if (item.functions) notes.push({ path: item.id, feature: 'functions' })
    // a matrix has one name: statements of one scale, under no condition, stand together
    if (item.kind === 'agreement' && (run.length === 0 || run[0]?.construct === item.construct) && !item.when)
      run.push(item)
    else {
      flush()
      if (item.kind === 'agreement') run.push(item)
      else if (item.kind === 'promises') notes.push({ path: item.id, feature: 'open-promises' })
      else elements.push(...questionOf(item, say))
    }
    if (item.when) flush()
  }
  flush()
  return elements
}

function matrixOf(items: AgreementItem[], { scale }: Instrument, say: Say): object {
  const [first] = items
  const points = Array.from({ length: scale.maximum - scale.minimum + 1 }, (_, index) => ({
    value: scale.minimum + index,
    text: say((text) => text.anchors[index]),
  }))
  return {
    ...{
      type: 'matrix',
      name: first?.isAlone ? `matrix_${first.id}` : `matrix_${first?.construct}`,
      titleLocation: 'hidden',
    },
    columns: [...points, ...SPOKEN_MISSING.map((value) => ({ value, text: say((text) => text.missing[value]) }))],
    rows: items.map(({ id }) => ({ value: id, text: say((text) => text.items[id]?.text) })),
    ...conditionOf(first),
  }
}

function questionOf(item: Exclude<Item, AgreementItem>, say: Say): object[] {
  const common = { name: item.id, title: say((text) => text.items[item.id]?.text), ...conditionOf(item) }
  const scaleOf = (name: string, minimum: number, maximum: number) =>
    Array.from({ length: maximum - minimum + 1 }, (_, index) => ({
      value: minimum + index,
      text: say((text) => text.scales?.[name]?.[index]),
    }))
  switch (item.kind) {
    case 'bipolar':
      return [{ type: 'rating', ...common, rateValues: scaleOf(item.anchors, item.minimum, item.maximum) }]
    case 'number':
      return [
        {
          type: 'text',
          inputType: 'number',
          ...common,
          min: item.minimum,
          max: item.maximum,
          step: 10 ** -item.decimals,
        },
      ]
    case 'choice':
    case 'choices':
      return [
        {
          ...{ type: item.kind === 'choice' ? 'radiogroup' : 'checkbox', ...common },
          choices: item.options.map((value) => ({ value, text: say((text) => text.items[item.id]?.options?.[value]) })),
          ...(item.kind === 'choices' && { showNoneItem: true }),
        },
      ]
    case 'text':
      return [{ type: 'comment', ...common, maxLength: item.maximum }]
    case 'constant_sum': {
      const sum = item.parts.map(({ id }) => `{${item.id}.${id}}`).join(' + ')
      return [
        {
          ...{ type: 'multipletext', ...common },
          items: item.parts.map(({ id }) => ({
            name: id,
            inputType: 'number',
            title: say((text) => text.parts[id]?.text),
          })),
          validators: [{ type: 'expression', expression: `${sum} = ${item.total}` }],
        },
      ]
    }
    case 'pairs':
      return PAIR_RATINGS.map((rating) => ({
        ...{ type: 'matrix', ...common, name: `${item.id}_${rating}` },
        columns: scaleOf(item[rating], item.minimum, item.maximum),
        rows: item.parts.map(({ id }) => ({ value: `${id}_${rating}`, text: say((text) => text.parts[id]?.text) })),
      }))
    case 'promises':
      return []
  }
}

function conditionOf(item: Item | undefined): { visibleIf?: string } {
  if (!item?.when) return {}
  const { item: name, in: values, minimum, maximum } = item.when
  if (values)
    return {
      visibleIf: values.length === 1 ? `{${name}} = '${values[0]}'` : `{${name}} anyof ['${values.join("', '")}']`,
    }
  const borders = [
    minimum !== undefined ? `{${name}} >= ${minimum}` : '',
    maximum !== undefined ? `{${name}} <= ${maximum}` : '',
  ]
  return { visibleIf: borders.filter((border) => border !== '').join(' and ') }
}
