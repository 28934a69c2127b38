/** Colours of the two sides in charts: dark enough on white, and apart for colour-blind eyes. */
export const SIDE_COLORS = { buyer: '#0b5d6b', supplier: '#b3541e' } as const

/** Unproductive uses of time in warm colours, productive ones in cool ones, the rest grey. */
export const TIME_COLORS: Record<string, string> = {
  time_price: '#8c2d04',
  time_contract: '#cc4c02',
  time_blame: '#ec7014',
  time_expediting: '#fe9929',
  time_inspection: '#fec44f',
  time_design: '#084594',
  time_quality: '#2171b5',
  time_planning: '#4292c6',
  time_ideas: '#9ecae1',
  time_other: '#bdbdbd',
}

export const TIME_PARTS = Object.keys(TIME_COLORS)
