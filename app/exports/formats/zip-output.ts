import { Zip, ZipDeflate } from 'fflate'

/** In each file and in all. */
const MOST_BYTES = 4e9
/** Half the time of the usual 6, for a tenth more bytes. */
const COMPRESSION = 3
const encoder = new TextEncoder()

/** A zip file of which the beginning leaves while the end is still to be made. */
export class ZipOutput {
  readonly #madeAt: Date
  #parts: Uint8Array[] = []
  #bytes = 0
  #failure: Error | null = null
  readonly #zip = new Zip((failure, part) => {
    this.#failure ??= failure
    if (!failure) this.#parts.push(part)
  })

  constructor(madeAt: Date) {
    this.#madeAt = madeAt
  }

  /** @param isCompressed already, by itself */
  openFile(path: string, isCompressed = false): ZipDeflate {
    const file = new ZipDeflate(path, { level: isCompressed ? 0 : COMPRESSION })
    // else the moment of writing stands in the file, which then is another one with every other second
    file.mtime = this.#madeAt
    this.#zip.add(file)
    return file
  }

  addFile(path: string, content: string): void {
    this.openFile(path).push(encoder.encode(content), true)
  }

  end(): void {
    this.#zip.end()
  }

  *take(): Generator<Uint8Array> {
    if (this.#failure) throw this.#failure
    const parts = this.#parts
    this.#parts = []
    for (const part of parts) {
      this.#bytes += part.length
      if (this.#bytes > MOST_BYTES) throw new Error('a zip file of this kind holds less than 4 GB')
      yield part
    }
  }
}
