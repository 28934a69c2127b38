const encoder = new TextEncoder()

/** A text in UTF-8, cut where a character ends if it is longer than that many bytes. */
export function encodeUpTo(text: string, mostBytes: number): Uint8Array {
  const bytes = new Uint8Array(Math.min(mostBytes, text.length * 3))
  return bytes.subarray(0, encoder.encodeInto(text, bytes).written)
}

/** Bytes that are put together, little endian, before they leave in one piece. */
export class ByteWriter {
  #bytes = new Uint8Array(1 << 17)
  #view = new DataView(this.#bytes.buffer)
  #length = 0

  /** bytes that wait to be taken */
  get length(): number {
    return this.#length
  }

  /** All that was written since the last time. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.slice(0, this.#length)
    this.#length = 0
    return taken
  }

  uint8(...values: number[]): void {
    this.#makeRoom(values.length)
    for (const value of values) this.#bytes[this.#length++] = value
  }

  uint16(value: number): void {
    const at = this.#advance(2)
    this.#view.setUint16(at, value, true)
  }

  int16(value: number): void {
    const at = this.#advance(2)
    this.#view.setInt16(at, value, true)
  }

  int32(...values: number[]): void {
    for (const value of values) {
      const at = this.#advance(4)
      this.#view.setInt32(at, value, true)
    }
  }

  uint32(value: number): void {
    const at = this.#advance(4)
    this.#view.setUint32(at, value, true)
  }

  /** @param bytes of the integer, 6 or 8: an integer that a number holds exactly */
  wideInteger(value: number, bytes: 6 | 8): void {
    const at = this.#advance(bytes)
    this.#view.setUint32(at, value % 2 ** 32, true)
    const high = Math.floor(value / 2 ** 32)
    if (bytes === 8) this.#view.setUint32(at + 4, high, true)
    else this.#view.setUint16(at + 4, high, true)
  }

  float64(...values: number[]): void {
    for (const value of values) {
      const at = this.#advance(8)
      this.#view.setFloat64(at, value, true)
    }
  }

  bytes(bytes: Uint8Array): void {
    const at = this.#advance(bytes.length)
    this.#bytes.set(bytes, at)
  }

  repeat(value: number, count: number): void {
    const at = this.#advance(count)
    this.#bytes.fill(value, at, at + count)
  }

  /**
   * A text in UTF-8, cut where a character ends if it is longer than that many bytes.
   * @returns bytes written
   */
  text(text: string, mostBytes = Number.POSITIVE_INFINITY): number {
    const room = Math.min(mostBytes, text.length * 3)
    this.#makeRoom(room)
    const { written } = encoder.encodeInto(text, this.#bytes.subarray(this.#length, this.#length + room))
    this.#length += written
    return written
  }

  /** A text in a field of so many bytes, filled up behind it. */
  field(text: string, width: number, filler: number): void {
    this.repeat(filler, width - this.text(text, width))
  }

  /** Room for bytes that are known only later: where it begins, for `setUint8`. Valid until `take`. */
  reserve(count: number): number {
    return this.#advance(count)
  }

  setUint8(at: number, value: number): void {
    this.#bytes[at] = value
  }

  /** To be called before `#bytes` and `#view` are named: they may be others afterwards. */
  #advance(count: number): number {
    this.#makeRoom(count)
    const at = this.#length
    this.#length += count
    return at
  }

  #makeRoom(count: number): void {
    if (this.#length + count <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + count))
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
    this.#view = new DataView(larger.buffer)
  }
}
