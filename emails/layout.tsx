import { Body, Button, Container, Head, Html, Link, Preview, Text } from '@react-email/components'
import type { ReactNode } from 'react'

const RIGHT_TO_LEFT = ['ar', 'fa', 'he', 'ur']
const TEXT = { fontSize: '16px', lineHeight: '26px', color: '#1b2430', margin: '0 0 14px' } as const

interface LayoutProps {
  language: string
  preview: string
  children: ReactNode
}

/** One plain column. Mail programs know no logical properties, so direction and alignment are both said. */
export function Layout({ language, preview, children }: LayoutProps) {
  const isRightToLeft = RIGHT_TO_LEFT.includes(language)
  const direction = isRightToLeft ? 'rtl' : 'ltr'
  return (
    <Html lang={language} dir={direction}>
      <Head />
      <Preview>{preview}</Preview>
      <Body
        dir={direction}
        style={{ direction, textAlign: isRightToLeft ? 'right' : 'left', fontFamily: 'Tahoma, Arial, sans-serif', background: '#ffffff' }}
      >
        <Container style={{ maxWidth: '560px', padding: '24px 16px' }}>{children}</Container>
      </Body>
    </Html>
  )
}

export function Paragraph({ children }: { children: ReactNode }) {
  return <Text style={TEXT}>{children}</Text>
}

/** The link as a button, and once more as an address that can be copied. */
export function MainLink({ link, button, label }: { link: string; button: string; label: string }) {
  return (
    <>
      <Button href={link} style={{ background: '#0b5d6b', color: '#ffffff', padding: '12px 22px', borderRadius: '6px', fontSize: '16px' }}>
        {button}
      </Button>
      <Text style={{ ...TEXT, fontSize: '13px', marginTop: '18px' }}>
        {label}
        <br />
        <Link href={link} dir="ltr" style={{ color: '#0b5d6b', wordBreak: 'break-all' }}>
          {link}
        </Link>
      </Text>
    </>
  )
}
