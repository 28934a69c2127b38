import { findDataFile } from './data-files'

const BUNDLE = 'bundle'
export const BUNDLE_FILE = `${BUNDLE}.zip`
/** Files about the tables, with paths of CSV files that lie beside them. */
export const METADATA_FILES = ['codebook.xml', 'datapackage.json'] as const

/** Whether there is a file of this name in every study. */
export function isFileName(name: string): boolean {
  return name === BUNDLE_FILE || METADATA_FILES.some((one) => one === name) || findDataFile(name) !== undefined
}
