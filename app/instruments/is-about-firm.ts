import type { Instrument } from './instrument-schema'

/** Whether an instrument, as a person sees it, asks about the person's own firm and about no relationship. */
export function isAboutFirm({ sections }: Instrument): boolean {
  return sections.length > 0 && sections.every((section) => section.isAboutFirm === true)
}
