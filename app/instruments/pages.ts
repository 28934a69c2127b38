import type { Section } from './instrument-schema'

/** The sections of a form, page by page. */
export function pagesOf(sections: readonly Section[]): Section[][] {
  const pages: Section[][] = []
  for (const section of sections) {
    const page = pages.at(-1)
    if (page && !section.startsPage) page.push(section)
    else pages.push([section])
  }
  return pages
}

/**
 * Leaves out sections in which nothing is asked. The next one begins the page that such a section began: what stands on
 * which page does not depend on what is asked there.
 */
export function dropEmptySections(sections: readonly Section[]): Section[] {
  const kept: Section[] = []
  let startsPage = false
  for (const section of sections) {
    startsPage ||= section.startsPage === true
    if (section.items.length === 0) continue
    kept.push(startsPage ? { ...section, startsPage } : section)
    startsPage = false
  }
  return kept
}

/** Number (from 0) of the page on which a section stands; undefined for a section that is not there. */
export function pageOfSection(pages: readonly Section[][], sectionId: string): number | undefined {
  const index = pages.findIndex((page) => page.some((section) => section.id === sectionId))
  return index === -1 ? undefined : index
}
