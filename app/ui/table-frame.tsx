import type { ReactNode } from 'react'

interface TableFrameProps {
  /** what the table holds, for people who come to it by keyboard or screen reader */
  label: string
  children: ReactNode
}

/** A table that may be wider than the page: it scrolls by itself, also by keyboard. */
export function TableFrame({ label, children }: TableFrameProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a place in the tab order the keyboard cannot scroll it
    <section className="table-frame" aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
