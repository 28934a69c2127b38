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

/** Number (from 0) of the page on which a section stands; undefined for a section that is not there. */
export function pageOfSection(pages: readonly Section[][], sectionId: string): number | undefined {
  const index = pages.findIndex((page) => page.some((section) => section.id === sectionId))
  return index === -1 ? undefined : index
}
