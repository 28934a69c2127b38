export interface BounceReportValues {
  recipient: string
  action?: string
  status?: string
  /** of the mail that came back; without it nothing of it is attached */
  messageId?: string | undefined
  /** to whom the report itself went */
  to?: string
}

/** A delivery status report (RFC 3464), as a mail server sends it back. */
export function makeBounceReport(values: BounceReportValues): Buffer {
  const { recipient, action = 'failed', status = '5.1.1', messageId, to = 'thiqa@thiqa.example' } = values
  return Buffer.from(
    [
      'From: MAILER-DAEMON@mx.example',
      `To: ${to}`,
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'I am sorry.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      `Final-Recipient: rfc822; ${recipient}`,
      `Action: ${action}`,
      `Status: ${status}`,
      'Diagnostic-Code: smtp; 550 no such user',
      '',
      ...(messageId
        ? ['--b', 'Content-Type: text/rfc822-headers', '', `Message-ID: ${messageId}`, 'Subject: x', '']
        : []),
      '--b--',
      '',
    ].join('\r\n'),
  )
}
