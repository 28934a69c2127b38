export type CsvValue = string | number | null | undefined

/** A row of a table file by column; what is not there is written as an empty cell. */
export type CsvRow = Record<string, CsvValue>
