import { cleanText } from '#app/instruments/clean-text'
import { fileNameOf } from './data-files'
import { wordsIn } from './response-variables'
import { SHAPES } from './shapes'
import type { StudyData } from './study-data.server'
import type { DescribedTable, StudyDescription } from './study-description'

/**
 * What metadata files say of a study and of its tables. Names lose the characters that turn the direction of writing.
 * @param directory of the tables' CSV files, as seen from the description: empty, or with a slash at its end
 */
export async function describeStudy(data: StudyData, directory: string, madeAt: Date): Promise<StudyDescription> {
  const { db, workspaceId, translators } = data.source
  const { name: publisher } = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } })
  const tables: DescribedTable[] = []
  for (const shape of SHAPES)
    tables.push({
      dataset: await data[shape](),
      path: `${directory}${fileNameOf(shape, 'csv')}`,
      content: wordsIn(translators, (t) => t(`exports.data.shape.${shape}`)),
    })
  return {
    ...{ title: inOneLine(data.name), publisher: inOneLine(publisher), purpose: cleanText(data.purpose) },
    ...{ waves: data.waves.map(({ number }) => number), languages: data.languages, madeAt, tables },
    functionWeights: data.functionWeights,
    conditions: wordsIn(translators, (t) => t('bundle.use.short')),
    confidentiality: wordsIn(translators, (t) => t('bundle.disclosure.short', { k: data.changes.k })),
  }
}

const inOneLine = (text: string) => cleanText(text).replace(/\s+/g, ' ')
