import { writeBundle } from './bundle/write-bundle.server'
import { findDataFile } from './data-files'
import type { Dataset } from './dataset'
import { describeStudy } from './describe-study.server'
import { BUNDLE_FILE } from './file-names'
import { dataPackage } from './formats/data-package'
import { writeDdi } from './formats/ddi'
import type { FormatName } from './formats/formats'
import { watched } from './pages'
import type { StudyData } from './study-data.server'

interface OpenedFile {
  name: string
  mediaType: string
  /** in bytes of UTF-8 where it is a text */
  bytes: AsyncIterable<Uint8Array>
}

interface FileOptions {
  language: string
  madeAt: Date
  /** of the tables in a bundle, beside CSV */
  formats?: readonly FormatName[]
  /** told now and then how many rows of how many are written */
  onProgress?: (written: number, of: number) => void
}

/** A file of a study: a table, what describes them, or all in one. @returns undefined for a name that is none of those */
export async function openFile(
  data: StudyData,
  name: string,
  { language, madeAt, formats = [], onProgress }: FileOptions,
): Promise<OpenedFile | undefined> {
  const tell = onProgress && { onProgress }
  if (name === BUNDLE_FILE)
    return {
      ...{ name, mediaType: 'application/zip' },
      bytes: writeBundle(data, { language, madeAt, formats, ...tell }),
    }
  if (name === 'codebook.xml')
    return {
      ...{ name, mediaType: 'application/xml; charset=utf-8' },
      bytes: encoded(writeDdi(await describeStudy(data, '', madeAt))),
    }
  if (name === 'datapackage.json') {
    const described = dataPackage(await describeStudy(data, '', madeAt))
    return {
      ...{ name, mediaType: 'application/json; charset=utf-8' },
      bytes: encoded([`${JSON.stringify(described, null, 2)}\n`]),
    }
  }
  const file = findDataFile(name)
  if (!file) return undefined
  const dataset = await data[file.shape]()
  const told = onProgress ? { ...dataset, pages: () => counting(dataset, onProgress) } : dataset
  return { name, mediaType: file.format.mediaType, bytes: file.format.write(told, { language, madeAt }) }
}

async function* encoded(parts: Iterable<string>): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part, 'utf8')
}

async function* counting({ pages, rowCount }: Dataset, tell: NonNullable<FileOptions['onProgress']>) {
  let written = 0
  const see = () => {
    written += 1
  }
  for await (const page of pages()) {
    yield watched(page, see)
    tell(written, rowCount)
  }
}
