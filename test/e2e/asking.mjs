// Runs in the collector's container: asks its HTTP API as a browser would. Arguments: a link of `merlon login` or a cookie, then
// paths. Prints the cookie and the answers as JSON.
import { readFileSync } from 'node:fs'
import { request } from 'node:https'

const [credential, ...paths] = process.argv.slice(1)
const origin = 'https://merlon-collector:7441'
const ca = readFileSync('/etc/merlon/authority/tls.crt')

const ask = (url, cookie) =>
  new Promise((done, fail) => {
    const asked = request(new URL(url, origin), { ca, headers: cookie ? { cookie } : {} }, (answer) => {
      const parts = []
      answer.on('data', (part) => parts.push(part))
      answer.on('end', () => done({ answer, body: Buffer.concat(parts).toString() }))
      answer.on('error', fail)
    })
    asked.on('error', fail).end()
  })

const isLink = credential.startsWith('https:')
const cookie = isLink ? (await ask(credential)).answer.headers['set-cookie']?.[0]?.split(';')[0] : credential
const bodies = []
for (const path of paths) {
  const { answer, body } = await ask(path, cookie)
  if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode} ${body}`)
  bodies.push(JSON.parse(body))
}
process.stdout.write(JSON.stringify({ cookie, bodies }))
