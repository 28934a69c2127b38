/** The look of a severity: 3 is acted on now, 2 soon. */
export function severityTag(severity: number): string {
  return severity === 3 ? 'tag bad' : severity === 2 ? 'tag warn' : 'tag'
}
