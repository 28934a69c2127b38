import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import type { Dataset, Value, Variable } from '#app/exports/dataset'
import { numberOf, textOf } from './dataset-values'

/** A group of rows ends with this many rows, or texts of about so many bytes: all of it is in memory at once. */
const GROUP_ROWS = 10_000
const GROUP_CHARACTERS = 8_000_000
/** What the types for whole numbers hold; of 64 bits as many as a number here can. */
const INT32 = [-(2 ** 31), 2 ** 31 - 1] as const
const INT53 = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] as const

/**
 * A Parquet file: each column with a type (INT32 where the codebook says that the numbers fit, else INT64; DOUBLE; texts in
 * UTF-8), null for what is not there, compressed by Snappy. Coded missing answers are the numbers that they are; the codebook
 * with all languages stands in the metadata under `codebook`, as JSON.
 * @throws where a column holds what its type does not
 */
export async function* writeParquet(dataset: Dataset): AsyncGenerator<Uint8Array> {
  const output = new EmptiedWriter()
  const { name, title, languages, variables } = dataset
  const columns = variables.map((variable) => new Column(variable))
  const parquet = new ParquetWriter({
    writer: output,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map((column) => column.schema)],
    kvMetadata: [{ key: 'codebook', value: JSON.stringify({ name, title, languages, variables }) }],
    createdBy: 'Thiqa',
  })
  let count = 0
  let characters = 0
  const writeGroup = () => {
    const columnData = columns.map((column) => ({ name: column.schema.name, data: column.take() }))
    parquet.write({ columnData, rowGroupSize: GROUP_ROWS })
    count = 0
    characters = 0
    return output.take()
  }
  for await (const page of dataset.pages())
    for (const row of page) {
      for (const [index, column] of columns.entries()) characters += column.add(row[index])
      count += 1
      if (count === GROUP_ROWS || characters > GROUP_CHARACTERS) yield writeGroup()
    }
  if (count > 0) yield writeGroup()
  parquet.finish()
  yield output.take()
}

/** Values of a column in the group of rows that is being filled. */
class Column {
  readonly schema: SchemaElement
  readonly #variable: Variable
  #values: (number | bigint | string | null)[] = []

  constructor(variable: Variable) {
    this.#variable = variable
    this.schema = { name: variable.name, repetition_type: 'OPTIONAL', ...typeOf(variable) }
  }

  /** @returns characters of a text */
  add(value: Value | undefined): number {
    const { name, type } = this.#variable
    if (type === 'text') {
      this.#values.push(value === null || value === undefined ? null : textOf(value))
      return typeof value === 'string' ? value.length : 0
    }
    const number = numberOf(value, name)
    if (number !== null && type === 'integer') {
      const [lowest, highest] = this.schema.type === 'INT32' ? INT32 : INT53
      if (!Number.isInteger(number) || number < lowest || number > highest)
        throw new Error(`the column ${name} of type ${this.schema.type} holds ${number}`)
    }
    this.#values.push(number !== null && this.schema.type === 'INT64' ? BigInt(number) : number)
    return 0
  }

  take(): (number | bigint | string | null)[] {
    const values = this.#values
    this.#values = []
    return values
  }
}

function typeOf({ type, minimum, maximum }: Variable): Pick<SchemaElement, 'type' | 'converted_type'> {
  if (type === 'text') return { type: 'BYTE_ARRAY', converted_type: 'UTF8' }
  if (type === 'decimal') return { type: 'DOUBLE' }
  const isShort = minimum !== undefined && maximum !== undefined && minimum >= INT32[0] && maximum <= INT32[1]
  return { type: isShort ? 'INT32' : 'INT64' }
}

/** Keeps what is written until it is taken, and counts on from there. */
class EmptiedWriter extends ByteWriter {
  take(): Uint8Array {
    const bytes = this.getBytes().slice()
    this.index = 0
    return bytes
  }
}
