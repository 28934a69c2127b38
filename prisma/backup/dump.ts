import type { Readable } from 'node:stream'

/** What a database says of itself, and all that is in it. */
export interface Dump {
  engine: string
  lastMigration: string
  bytes: Readable
  /** to be called when all was read; throws where the dump did not end well */
  end(): Promise<void>
  /** to be called where it is not read to its end; does no harm after that */
  abandon(): Promise<void>
}
