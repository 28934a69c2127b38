/** Something wrong with a template, for whoever writes templates. */
export interface TemplateProblem {
  /** from the project's root */
  file: string
  /** place in the file, `items.trust_1.text`; empty for the file as a whole */
  path: string
  problem: string
  /** what to do about it */
  remedy: string
}
