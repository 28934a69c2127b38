import { describe, expect, it } from 'vitest'
import { isSendable } from '#app/mail/is-sendable'
import { makeMessageId } from '#app/mail/message-id'
import { isOutboxFileName, outboxFileName } from '#app/mail/outbox-file-name'

const message = {
  messageId: makeMessageId(
    '01930000-0000-7000-8000-000000000001',
    '01930000-0000-7000-8000-000000000002',
    'thiqa.example',
  ),
  from: 'Thiqa <thiqa@localhost>',
  to: 'sara@supplier.example',
  subject: 'Hello',
  html: '',
  text: '',
}

describe('whether a message may leave', () => {
  it.each(["o'neil+x@sub.supplier.example", 'a@xn--mgbh0fb.example'])('takes %s', (to) => {
    expect(isSendable({ ...message, to })).toBe(true)
  })

  it('takes servers without a domain name', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      expect(isSendable({ ...message, messageId: makeMessageId('w', 'o', host) })).toBe(true)
  })

  it('decides quickly about very long headers', () => {
    const start = performance.now()
    for (const long of ['a'.repeat(100_000), 'a@'.repeat(50_000), `a@${'a.'.repeat(50_000)}`, '<'.repeat(100_000)]) {
      expect(isSendable({ ...message, to: long })).toBe(false)
      expect(isSendable({ ...message, messageId: long })).toBe(false)
      expect(isSendable({ ...message, subject: long })).toBe(false)
    }
    expect(performance.now() - start).toBeLessThan(200)
  })
})

describe('the file of a message', () => {
  it('has the same name for the same Message-ID and always one that can be read again', () => {
    for (const id of [
      message.messageId,
      '<../../x@y>',
      '<.hidden@y>',
      '<@y>',
      `<${'a'.repeat(500)}@y>`,
      '<a\n/b@y>',
      '',
    ]) {
      expect(outboxFileName(id)).toBe(outboxFileName(id))
      expect(isOutboxFileName(outboxFileName(id)), id).toBe(true)
    }
  })

  it('differs between outbox rows and between workspaces', () => {
    const names = [makeMessageId('w1', 'o1', 'h'), makeMessageId('w1', 'o2', 'h'), makeMessageId('w2', 'o1', 'h')].map(
      outboxFileName,
    )
    expect(new Set(names).size).toBe(3)
  })
})
