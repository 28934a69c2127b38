import { z } from 'zod'

/** A page of a list from one row more than it holds, and the cursor behind its last row where there are others. */
export function pageOfList<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (last: Row) => unknown,
): { data: Row[]; next_cursor: string | null } {
  const data = rows.slice(0, limit)
  const last = data.at(-1)
  const isLast = rows.length <= limit || last === undefined
  return { data, next_cursor: isLast ? null : writeCursor(cursorOf(last)) }
}

function writeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** @returns undefined for what is no cursor of this list */
export function readCursor<Schema extends z.ZodType>(cursor: string, schema: Schema): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))).data
  } catch {
    return undefined
  }
}

/** Of lists in the order of ids. */
export const idCursor = z.uuid()
