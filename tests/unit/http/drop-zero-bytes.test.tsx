import { text } from 'node:stream/consumers'
import { renderToPipeableStream } from 'react-dom/server'
import { expect, test } from 'vitest'
import { dropZeroBytes } from '#app/http/drop-zero-bytes.server'

test('Arabic text comes out of a rendered page whole, wherever the buffer of the renderer ends', async () => {
  const words = 'الواحة للخدمات اللوجستية '.repeat(2000)
  for (const shift of ['', 'a', 'aa', 'aaa']) {
    const page = dropZeroBytes()
    const { pipe } = renderToPipeableStream(<p>{shift + words}</p>, { onAllReady: () => pipe(page) })
    expect(await text(page)).toBe(`<p>${shift}${words}</p>`)
  }
})
