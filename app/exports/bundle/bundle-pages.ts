import type { TFunction } from 'i18next'
import type { FormatName } from '#app/exports/formats/formats'
import type { DisclosureChanges } from '#app/exports/study-data.server'
import type { StudyDescription } from '#app/exports/study-description'
import { formatNumber } from '#app/i18n/format'
import { functionWeightsText } from '#app/studies/function-weights-text'
import { type PagePart, pageHtml } from './page-html'

interface Told {
  study: StudyDescription
  changes: DisclosureChanges
  formats: readonly FormatName[]
}

const METHODS = [
  ...['asked', 'scores', 'indices', 'uncertainty', 'withheld', 'reliability', 'time'],
  ...['missing', 'codes', 'careless', 'reproduce'],
] as const
const USES = ['people', 'purpose', 'share', 'cite', 'formulas'] as const

/** The pages of a bundle in one language, by the name of their file: how it was done, what was changed, what may be done with it. */
export function bundlePages(t: TFunction, language: string, { study, changes, formats }: Told): Record<string, string> {
  const show = (value: number) => formatNumber(language, value, 0)
  const titled = (name: string) => `${t(`bundle.${name}.title`)} – ${study.title}`
  const about: PagePart = {
    title: t('bundle.study'),
    lines: study.purpose ? [study.purpose] : [],
    table: [
      [t('bundle.publisher'), study.publisher],
      [t('bundle.waves'), study.waves.map(show).join(' ')],
      [t('bundle.made'), study.madeAt.toISOString().slice(0, 10)],
      [t('bundle.formats'), formats.map((format) => t(`exports.data.formats.${format}`)).join(' · ')],
    ],
  }
  const tables: PagePart = {
    title: t('bundle.tables'),
    lines: [],
    table: study.tables.map(({ path, content, dataset: { rowCount, variables } }) => [
      path,
      `${content[language] ?? ''}: ${t('exports.data.size', { rows: show(rowCount), columns: show(variables.length) })}`,
    ]),
  }
  const k = show(changes.k)
  const weighing = functionWeightsText(t, language, study.functionWeights)
  return {
    methods: pageHtml(language, titled('methods'), [
      about,
      tables,
      ...METHODS.map((name) => ({
        title: t(`bundle.methods.${name}.title`),
        lines: [t(`bundle.methods.${name}.text`), ...(name === 'indices' && weighing ? [weighing] : [])],
      })),
    ]),
    disclosure: pageHtml(language, titled('disclosure'), [
      { title: t('bundle.disclosure.always.title'), lines: [t('bundle.disclosure.always.text')] },
      {
        title: t('bundle.disclosure.alike.title'),
        lines: [t('bundle.disclosure.alike.text', { k }), ...(weighing ? [t('bundle.disclosure.alike.weighed')] : [])],
        list: (['category', 'function', 'side'] as const).map((part) =>
          t(`exports.data.generalised.${part}`, { count: changes.generalised[part] }),
        ),
      },
      {
        title: t('bundle.disclosure.texts.title'),
        lines: [t('bundle.disclosure.texts.text')],
        table: [
          [t('bundle.disclosure.held-back'), show(changes.textsHeldBack)],
          [t('bundle.disclosure.names-removed'), show(changes.namesRemoved)],
        ],
      },
      { title: t('bundle.disclosure.left.title'), lines: [t('bundle.disclosure.left.text')] },
    ]),
    'data-use': pageHtml(language, titled('use'), [
      {
        title: t('bundle.use.rules'),
        lines: [t('bundle.use.short')],
        list: USES.map((name) => t(`bundle.use.${name}`)),
      },
      { title: t('bundle.use.checksums.title'), lines: [t('bundle.use.checksums.text')] },
    ]),
  }
}
