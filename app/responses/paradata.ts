/** How answers came about. Coarse on purpose: it shall show careless answering, not how a person works. */
export interface Paradata {
  /** seconds that pages were open before they were sent, by the page's first section */
  seconds?: Record<string, number>
  /** how often the person came back after half an hour and more */
  returns?: number
  device?: DeviceClass
}

export const DEVICE_CLASSES = ['phone', 'tablet', 'desktop', 'other'] as const
export type DeviceClass = (typeof DEVICE_CLASSES)[number]

/** Whoever leaves a page open over lunch has not read for an hour. */
const LONGEST_SECONDS = 1800
const RETURN_MILLISECONDS = 30 * 60_000

interface Visit {
  /** first section of the page that was sent */
  page: string
  /** of the time that the page was open: several firms on one page share it */
  share: number
  shownAt: Date
  now: Date
  /** when the draft was saved last */
  savedAt: Date | undefined
}

/** What is known after one more page was sent. A time that cannot be true (clocks, forgery) counts as none. */
export function addVisit(before: Paradata, { page, share, shownAt, now, savedAt }: Visit): Paradata {
  const seconds = Math.round((now.getTime() - shownAt.getTime()) / 1000)
  const isReturn = savedAt !== undefined && shownAt.getTime() - savedAt.getTime() > RETURN_MILLISECONDS
  return {
    ...before,
    ...(seconds >= 0 && {
      seconds: {
        ...before.seconds,
        [page]: Math.min(
          LONGEST_SECONDS,
          (before.seconds?.[page] ?? 0) + Math.round(Math.min(seconds, LONGEST_SECONDS) * share),
        ),
      },
    }),
    ...(isReturn && { returns: (before.returns ?? 0) + 1 }),
  }
}

/** The kind of device, from what a browser says of itself; never the browser itself. */
export function deviceClass(headers: Headers): DeviceClass {
  const agent = headers.get('User-Agent') ?? ''
  if (/iPad|Tablet|Android(?!.*Mobile)/i.test(agent)) return 'tablet'
  if (/Mobi|iPhone|iPod/i.test(agent)) return 'phone'
  return /Windows|Macintosh|X11|Linux|CrOS/i.test(agent) ? 'desktop' : 'other'
}
