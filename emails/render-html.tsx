import { renderToStaticMarkup } from 'react-dom/server'
import type { Block } from './block'
import { type LaidOutBlock, Layout } from './layout'
import type { Words } from './open-words'
import { cleanName, type Piece, toPlain } from './piece'

/** The one that React Email takes: mail programs fall back to oddities without it. */
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
/** Between these stands the number of a value in a form; they are for private use and stand in no text. */
const [BEGIN, END] = ['\ue000', '\ue001']
const SLOT = new RegExp(`${BEGIN}(\\d+)${END}`)
const MARKS = new RegExp(`[${BEGIN}${END}]`, 'g')
/** As many as a wave in a handful of languages has; more begin anew. */
const MOST_FORMS = 500

interface Content {
  title: Piece[]
  preview: Piece[]
  blocks: Block[]
}

/** By what is the same in many mails: the HTML cut where names and addresses come in, at every second place a value's number. */
const forms = new Map<string, string[]>()

/**
 * The HTML of a mail. The thousand mails of a wave differ in names and links only: React draws each form once, and the
 * values are set into it afterwards, escaped as React escapes them. The form is cut before any value comes in, so nothing
 * that a name contains can be taken for a place.
 */
export function renderHtml(words: Pick<Words, 'language' | 'direction'>, content: Content): string {
  const values: string[] = []
  const slot = (value: string) => `${BEGIN}${values.push(value) - 1}${END}`
  const form = {
    title: slot(toPlain(content.title)),
    preview: slot(toPlain(content.preview)),
    blocks: content.blocks.map((block) => layOut(block, slot)),
  }
  const key = JSON.stringify([words.language, form])
  const parts = forms.get(key) ?? draw(words, form)
  if (forms.size >= MOST_FORMS) forms.clear()
  forms.set(key, parts)
  return parts.map((part, index) => (index % 2 === 0 ? part : escapeHtml(values[Number(part)] ?? ''))).join('')
}

function draw(
  { language, direction }: Pick<Words, 'language' | 'direction'>,
  form: { title: string; preview: string; blocks: LaidOutBlock[] },
): string[] {
  const html = renderToStaticMarkup(<Layout language={language} direction={direction} {...form} />)
  return `${DOCTYPE}${html}`.split(SLOT)
}

/** The block with places instead of names, links and addresses. */
function layOut(block: Block, slot: (value: string) => string): LaidOutBlock {
  const line = (pieces: Piece[]) =>
    pieces.map((piece) =>
      typeof piece === 'string' ? piece.replace(MARKS, '') : { name: slot(cleanName(piece.name)) },
    )
  switch (block.kind) {
    case 'paragraph':
      return { ...block, ...(block.heading && { heading: line(block.heading) }), lines: block.lines.map(line) }
    case 'list':
      return { ...block, names: block.names.map((name) => slot(cleanName(name))) }
    case 'link':
      return { ...block, link: slot(block.link), button: line(block.button), label: line(block.label) }
    case 'foot':
      return { ...block, lines: block.lines.map(line), link: slot(block.link), label: line(block.label) }
    case 'contact':
      return {
        ...block,
        name: block.name && slot(cleanName(block.name)),
        address: slot(block.address),
        href: slot(mailTo(block.address)),
      }
  }
}

/** Encoded, so that an address cannot add a subject, a copy or a text to the mail that a reader writes. */
function mailTo(address: string): string {
  return `mailto:${encodeURIComponent(address).replace('%40', '@')}`
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' }

function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '')
}
