// A mail server that takes everything and keeps nothing, as a process of its own: from whoever logs in over STARTTLS. It prints
// its port, and then, for each line that it reads, how many mails it has taken.
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { SMTPServer } from 'smtp-server'

let taken = 0
const server = new SMTPServer({
  onAuth: (_who, _session, done) => done(null, { user: 'sender' }),
  disableReverseLookup: true,
  logger: false,
  onData: (stream, _session, done) => {
    stream.resume()
    stream.on('end', () => {
      taken++
      done()
    })
  },
})
server.on('error', () => {})
server.listen(0, '127.0.0.1', () => console.log((server.server.address() as AddressInfo).port))
createInterface({ input: process.stdin })
  .on('line', () => console.log(taken))
  .on('close', () => process.exit(0))
