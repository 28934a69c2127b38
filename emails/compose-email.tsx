import type { Block } from './block'
import type { Email } from './email'
import type { Words } from './open-words'
import { cleanName, type Piece, toPlain } from './piece'
import { renderHtml } from './render-html'

interface EmailParts {
  words: Pick<Words, 'language' | 'direction'>
  subject: Piece[]
  /** what a mail program shows beside the subject before the mail is opened */
  preview: Piece[]
  blocks: Block[]
}

/** Writes the same blocks twice: as HTML and as plain text. */
export async function composeEmail({ words, subject, preview, blocks }: EmailParts): Promise<Email> {
  const html = renderHtml(words, { title: subject, preview, blocks })
  return { subject: toPlain(subject), html, text: `${blocks.map(writeBlock).join('\n\n')}\n` }
}

function writeBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return [...(block.heading ? [block.heading] : []), ...block.lines].map(toPlain).join('\n')
    case 'list':
      return block.names.map((name) => `- ${toPlain([{ name }])}`).join('\n')
    case 'link':
      // alone on its line: nothing that a reader could copy with it
      return `${toPlain(block.button)}:\n${block.link}`
    case 'foot':
      return [...block.lines.map(toPlain), `${toPlain(block.label)}:`, block.link].join('\n')
    case 'contact':
      return `${block.name ? `${cleanName(block.name)}\n` : ''}${block.address}`
  }
}
