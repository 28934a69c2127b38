import { Body, Button, Column, Container, Head, Html, Link, Preview, Row, Text } from '@react-email/components'
import { Fragment, type ReactNode } from 'react'
import type { Block } from './block'
import type { Piece } from './piece'

const INK = '#1b2430'
const LINK = '#0b5d6b'
const TEXT = { fontSize: '16px', lineHeight: '26px', color: INK, margin: '0 0 16px' } as const

interface LayoutProps {
  language: string
  direction: 'ltr' | 'rtl'
  title: string
  preview: string
  blocks: LaidOutBlock[]
}

/** A block as it is drawn: an address that can be written to has its link. */
export type LaidOutBlock =
  | Exclude<Block, { kind: 'contact' }>
  | (Extract<Block, { kind: 'contact' }> & { href: string })

/**
 * One plain column. Mail programs know no logical properties and many take <html> and <body> away, so language,
 * direction and alignment are said again where the words stand.
 */
export function Layout({ language, direction, title, preview, blocks }: LayoutProps) {
  const side = direction === 'rtl' ? 'right' : 'left'
  const style = { direction, textAlign: side, fontFamily: 'Tahoma, Arial, sans-serif' } as const
  return (
    <Html lang={language} dir={direction}>
      <Head>
        <title>{title}</title>
      </Head>
      <Body dir={direction} style={{ ...style, background: '#ffffff' }}>
        <Preview>{preview}</Preview>
        <Container dir={direction} style={{ maxWidth: '560px' }}>
          <Row dir={direction}>
            <Column lang={language} dir={direction} align={side} style={{ ...style, padding: '24px 16px' }}>
              {blocks.map((block, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: written once, never reordered; names may repeat
                <Fragment key={index}>{showBlock(block, direction)}</Fragment>
              ))}
            </Column>
          </Row>
        </Container>
      </Body>
    </Html>
  )
}

function showBlock(block: LaidOutBlock, direction: 'ltr' | 'rtl'): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return (
        <Text dir={direction} style={TEXT}>
          {block.heading ? <strong>{showPieces(block.heading)}</strong> : null}
          {block.lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: written once, never reordered
            <Fragment key={index}>
              {index > 0 || block.heading ? <br /> : null}
              {showPieces(line)}
            </Fragment>
          ))}
        </Text>
      )
    case 'list':
      return (
        <ul dir={direction} style={{ ...TEXT, padding: direction === 'rtl' ? '0 24px 0 0' : '0 0 0 24px' }}>
          {block.names.map((name, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: written once, never reordered; names may repeat
            <li key={index}>
              <strong>{showPieces([{ name }])}</strong>
            </li>
          ))}
        </ul>
      )
    case 'link':
      return (
        <>
          <Button href={block.link} style={{ ...BUTTON }}>
            {showPieces(block.button)}
          </Button>
          <Text dir={direction} style={{ ...TEXT, fontSize: '14px', lineHeight: '22px', marginTop: '20px' }}>
            {showPieces(block.label)}
            <br />
            <Link
              href={block.link}
              dir="ltr"
              style={{ color: LINK, textDecoration: 'underline', wordBreak: 'break-all' }}
            >
              {block.link}
            </Link>
          </Text>
        </>
      )
    case 'foot':
      return (
        <Text dir={direction} style={{ ...TEXT, ...SMALL }}>
          {block.lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: written once, never reordered
            <Fragment key={index}>
              {showPieces(line)}
              <br />
            </Fragment>
          ))}
          <Link href={block.link} style={{ color: LINK, textDecoration: 'underline' }}>
            {showPieces(block.label)}
          </Link>
        </Text>
      )
    case 'contact':
      return (
        <Text dir={direction} style={TEXT}>
          {block.name ? (
            <>
              {showPieces([{ name: block.name }])}
              <br />
            </>
          ) : null}
          <Link href={block.href} dir="ltr" style={{ color: LINK, textDecoration: 'underline' }}>
            {block.address}
          </Link>
        </Text>
      )
  }
}

const SMALL = {
  fontSize: '13px',
  lineHeight: '20px',
  color: '#4a5563',
  borderTop: '1px solid #d5dbe1',
  paddingTop: '12px',
} as const

const BUTTON = {
  background: LINK,
  color: '#ffffff',
  padding: '12px 22px',
  borderRadius: '6px',
  fontSize: '16px',
} as const

function showPieces(pieces: Piece[]): ReactNode {
  return pieces.map((piece, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: written once, never reordered
    typeof piece === 'string' ? piece : <bdi key={index}>{piece.name}</bdi>,
  )
}
