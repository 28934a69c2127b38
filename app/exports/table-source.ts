import type { KeyObject } from 'node:crypto'
import type { Db } from '#app/db/database.server'
import type { Wave } from '#app/db/generated/client'
import type { Dataset } from './dataset'
import type { Translators } from './response-variables'

/** What the tables of a study are made from. */
export interface TableSource extends Pick<Dataset, 'languages' | 'title'> {
  db: Db
  workspaceId: string
  /** of the study's pseudonyms */
  key: KeyObject
  /** of the study */
  name: string
  /** published ones, the first one first */
  waves: readonly Wave[]
  translators: Translators
}
