import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import type { Texts } from './i18n/interface-texts'
import { provideTexts } from './i18n/loaded-texts'
import { languageOfTextsFile } from './i18n/texts-file-name'

/** The words of the page's language. Until they are there the page is read, and its forms are sent, as without a script. */
async function loadTexts(): Promise<void> {
  const address = document.querySelector('link[rel=preload][as=fetch]')?.getAttribute('href') ?? undefined
  if (!address) throw new Error('the page does not say where its words are')
  const response = await fetch(address)
  if (!response.ok) throw new Error(`the words of the page did not come: ${response.status}`)
  const texts: Texts = await response.json()
  // a page has one language as long as it stands; another one comes with another page
  const language = languageOfTextsFile(address.split('/').at(-1) ?? '') ?? ''
  provideTexts({ language, textsOf: () => texts, addressOf: () => address })
}

await loadTexts()
startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <RemixBrowser />
    </StrictMode>,
  )
})
