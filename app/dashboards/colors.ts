/** Colours of the two sides in charts. What they are, light and dark, is said in the style sheets. */
export const SIDE_COLORS = { buyer: 'var(--buyer)', supplier: 'var(--supplier)' } as const

/** Unproductive uses of time first, then productive ones, then the rest. */
export const TIME_PARTS = [
  ...['time_price', 'time_contract', 'time_blame', 'time_expediting', 'time_inspection'],
  ...['time_design', 'time_quality', 'time_planning', 'time_ideas', 'time_other'],
]

export const timeColor = (part: string) => `var(--${part.replace('_', '-')})`
