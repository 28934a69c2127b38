import { describe, expect, test } from 'vitest'
import { ByteWriter, encodeUpTo } from '#app/exports/formats/byte-writer'
import { utf8Length } from '#app/exports/formats/dataset-values'
import { HARD_TEXTS } from '#tests/factories/make-dataset'

const MANY = 400_000

describe('a writer of bytes', () => {
  test.each<
    [string, number, (writer: ByteWriter, index: number) => void, (bytes: Buffer, at: number) => number | bigint]
  >([
    ['uint8', 1, (writer, index) => writer.uint8(index % 251), (bytes, at) => bytes.readUInt8(at)],
    ['uint16', 2, (writer, index) => writer.uint16(index % 251), (bytes, at) => bytes.readUInt16LE(at)],
    ['int16', 2, (writer, index) => writer.int16(index % 251), (bytes, at) => bytes.readInt16LE(at)],
    ['int32', 4, (writer, index) => writer.int32(index % 251), (bytes, at) => bytes.readInt32LE(at)],
    ['uint32', 4, (writer, index) => writer.uint32(index % 251), (bytes, at) => bytes.readUInt32LE(at)],
    ['wide', 6, (writer, index) => writer.wideInteger(index % 251, 6), (bytes, at) => bytes.readUIntLE(at, 6)],
    ['wider', 8, (writer, index) => writer.wideInteger(index % 251, 8), (bytes, at) => bytes.readBigUInt64LE(at)],
    ['float64', 8, (writer, index) => writer.float64(index % 251), (bytes, at) => bytes.readDoubleLE(at)],
    ['bytes', 1, (writer, index) => writer.bytes(Uint8Array.of(index % 251)), (bytes, at) => bytes.readUInt8(at)],
    ['repeat', 1, (writer, index) => writer.repeat(index % 251, 1), (bytes, at) => bytes.readUInt8(at)],
    [
      'text',
      1,
      (writer, index) => void writer.text(String.fromCharCode(index % 128)),
      (bytes, at) => bytes.readUInt8(at),
    ],
  ])('loses nothing of %s while it grows', (name, size, write, read) => {
    const writer = new ByteWriter()
    for (let index = 0; index < MANY; index += 1) write(writer, index)
    const bytes = Buffer.from(writer.take())
    expect(bytes).toHaveLength(MANY * size)
    const modulus = name === 'text' ? 128 : 251
    let wrong = 0
    for (let index = 0; index < MANY; index += 1) if (Number(read(bytes, index * size)) !== index % modulus) wrong += 1
    expect(wrong).toBe(0)
  })

  test('writes integers of more than 32 bits', () => {
    const writer = new ByteWriter()
    writer.wideInteger(2 ** 40 + 7, 6)
    writer.wideInteger(Number.MAX_SAFE_INTEGER, 8)
    const bytes = Buffer.from(writer.take())
    expect(bytes.readUIntLE(0, 6)).toBe(2 ** 40 + 7)
    expect(bytes.readBigUInt64LE(6)).toBe(BigInt(Number.MAX_SAFE_INTEGER))
  })

  test('begins anew when it was emptied', () => {
    const writer = new ByteWriter()
    writer.text('first')
    expect(Buffer.from(writer.take()).toString()).toBe('first')
    writer.field('ثقة', 5, 0x20)
    expect(Buffer.from(writer.take()).toString()).toBe('ثق ')
    expect(writer.length).toBe(0)
  })
})

describe('texts', () => {
  test.each(HARD_TEXTS)('have as many bytes as UTF-8 makes of them: %j', (text) => {
    expect(utf8Length(text)).toBe(Buffer.from(text).length)
    expect(Buffer.from(encodeUpTo(text, 1e6)).toString()).toBe(Buffer.from(text).toString())
  })

  test.each([
    ['ثقة', 3, 'ث'],
    ['a😀', 4, 'a'],
    ['a😀', 5, 'a😀'],
    ['', 3, ''],
  ])('are cut where a character ends: %j in %i bytes', (text, bytes, expected) => {
    expect(Buffer.from(encodeUpTo(text, bytes)).toString()).toBe(expected)
  })
})
