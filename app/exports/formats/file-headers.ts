/** Headers of a file to take away: kept by nobody on the way, and never taken for anything but what it is. */
export function fileHeaders(fileName: string, mediaType: string): Record<string, string> {
  return {
    'Content-Type': mediaType,
    'Content-Disposition': `attachment; filename="${fileName.replace(/[^\w.-]/g, '-')}"`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  }
}
