/** A message in words, ready for an envelope. */
export interface Email {
  subject: string
  html: string
  text: string
}
