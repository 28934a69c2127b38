// SPSS system files. SPSS publishes no description; this follows the one of PSPP's developers (`System File Format` in the
// PSPP manual for developers, https://www.gnu.org/software/pspp/pspp-dev/), and is read back by PSPP and by R's haven.
import type { Dataset, Variable } from '#app/exports/dataset'
import { ByteWriter } from './byte-writer'
import { CHUNK, countedPages } from './dataset-values'
import type { FormatOptions } from './format-options'
import { measureColumns } from './measure-columns'
import { SavCases } from './sav-cases'
import { planSavColumns } from './sav-columns'
import { writeDictionary } from './sav-dictionary'

/**
 * An SPSS system file (.sav): UTF-8, long names, labels of variables and values, user-missing codes, measure, texts of up to
 * 32,767 bytes, and what else the codebook says as attributes. SPSS pads texts with blanks: blanks at an end are lost, and
 * an empty text and none are the same.
 *
 * Rows are read once; twice where neither a text variable nor the table says its width.
 * @throws where rows are more or fewer than announced, or a text is longer than its variable says
 */
export async function* writeSav(asked: Dataset, options: FormatOptions): AsyncGenerator<Uint8Array> {
  const dataset = await withTextWidths(asked)
  const sizes = dataset.variables.some(lacksWidth) ? await measureColumns(dataset) : undefined
  const columns = planSavColumns(dataset, sizes)
  const writer = new ByteWriter()
  writeDictionary(writer, dataset, columns, options)
  const cases = new SavCases(writer, columns)
  for await (const page of countedPages(dataset))
    for (const row of page) {
      cases.add(row)
      if (writer.length > CHUNK && cases.isAtBorder) yield writer.take()
    }
  cases.end()
  yield writer.take()
}

const lacksWidth = ({ type, width }: Variable) => type === 'text' && width === undefined

async function withTextWidths(dataset: Dataset): Promise<Dataset> {
  const widths = dataset.variables.some(lacksWidth) ? await dataset.textWidths?.() : undefined
  const variables = dataset.variables.map((variable) => {
    const width = lacksWidth(variable) ? widths?.get(variable.name) : undefined
    return width === undefined ? variable : { ...variable, width }
  })
  return { ...dataset, variables }
}
