// Public keys that were made for these tests alone by ssh-keygen, with what it says of them.

export interface KnownKey {
  /** `TYPE BASE64`, without a comment. */
  readonly text: string
  readonly type: string
  readonly bits: number
  readonly fingerprint: string
}

function known(text: string, bits: number, fingerprint: string): KnownKey {
  return { text, type: text.split(' ')[0] as string, bits, fingerprint }
}

export const ed25519 = known(
  ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINLZXk0uE6KjeycDngyxNZvM7wZbpAWAOug20pd6rx4m'].join(''),
  256,
  'SHA256:iyXLrX+Bp30B3Uo2LKjRmLfcUyw4dubLhjgWx4bIOKE',
)

export const rsa1024 = known(
  [
    'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDW0wJwny8ADEXuZsSy8YpVnLocOCodan+UQSqFHuUZQIEMBdaqcY0H27HLEbDQ',
    '/tX0zQUok9uzj2nNDXQWAp0xX18MeaUY4+UbneifDyr3bNz+jR3XfJJO3QbqwTAgkzgRy4QY7KXLcEhwju3L1kSFgYd7ESSMeq0O',
    '2LMjJxhJKw==',
  ].join(''),
  1024,
  'SHA256:/oOxhPzFO6e6XJ5sOGzMAiFbL4sm3/dMD08gva3RnCA',
)

export const rsa2048 = known(
  [
    'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDSyt7Ne8p/38XOXEZ4FGkPRGAFeGzyld5okLar2p2lkWfJbENqFMGozZ1E+S0m',
    'O2E3m8N/NGg46pO7lwAAY2kQUZN8eEbpL7hWTvdGqI3c1bofLXV8aNG71s5wcIFMUKa+/1bm6UrbvCcpmD925DbmXNcXIaLnyBJM',
    '5Af4XPcCyWyMDFa4F8OxZiOvQOHtsAaVtOZ9n/2mfs4KNRYJ7Mb2isGm1DuwgXN1aOm1K+MjKwL2Q2dEFvzJg5nm6/oRw8JkEZLu',
    'tsV8HoLBk978Zm9LIUqfPwY7orlM7FWWO/9KWFJ3mRyNC0yCIeDRmlLB5NjWT/DVuxOV6MIB8mk+bcA9',
  ].join(''),
  2048,
  'SHA256:BuzSDSaMtgAMrslq45yP3KBCD4+KDY5H4SdVDEIwZ6o',
)

export const ecdsa384 = known(
  [
    'ecdsa-sha2-nistp384 AAAAE2VjZHNhLXNoYTItbmlzdHAzODQAAAAIbmlzdHAzODQAAABhBDG9XJnzHWAcEFiZFS60ltZa3xHu',
    'nwHKlpQzKbQlANc2Q9JsknY704EJkgWSQ4IRtedOcb+EDLzyAnOk0Z7K9M02y1A1cOwLzt7j4wkqadMji2FwqfNdjT7agyibuoRU',
    'WA==',
  ].join(''),
  384,
  'SHA256:avofQZApbvhyCLQ9bndqXz8tQDJV98mibRm8YWKfmJM',
)

export const dsa = known(
  [
    'ssh-dss AAAAB3NzaC1kc3MAAACBAMiGPmmtJRTC9219xWXjEdoWH19X4H6fj2ppcstaGiPw5LLBr/iaOzL2Q4fNQcds/IM7e9+u',
    'Bp2H3vUo5LGsMsaUTDKEsXPlSkM+gRaJcofB2l/TGoB4U+Z38nZPxaNyvxkSI/DisGdcHYen6oJJYDe+VReY9YznnAJ0ePISgkTJ',
    'AAAAFQDVMvbiidO55AmTL7i4J3btOxCR1wAAAIBxkBs/ZrY3w7xc6CRsA8agpogszGGlk02KE+cWdkRcb+lYH10DPIzdTO7WJsw6',
    's40w9oSPARp9MS/RtXT1fLZJpALGPojCz/n2AjRwGuFYmW/Ch2TzfUNUxwcqeradRVD0RjN076wCFBjQRY77Zc47YEmK4EqpvoKM',
    'ZZMV5lWQVgAAAIEAp0SwixiJqyiSVvaPAVgxc0XUGtjzXasiW0RvC6QZBnTwMP4rbsK30e/Lc0NOMXu2Iwn0cMZr+xno50KJmvV4',
    's+ojx90FhN6Uqx5Y+tq1r9M3PAkKY+8nKJutzfoaXzPqKT8pvISopVMzah4DBOtmuwNBUEyIjND+Q/jMmdf7X3I=',
  ].join(''),
  1024,
  'SHA256:JWcwoVgWAoQkUatJa+0DAzybljICjX+0g0mZJKZk40k',
)

export const certificate = known(
  [
    'ecdsa-sha2-nistp384-cert-v01@openssh.com AAAAKGVjZHNhLXNoYTItbmlzdHAzODQtY2VydC12MDFAb3BlbnNzaC5jb20',
    'AAAAgd21908pj2imKro4DkpDSlkAAUZpLmHy7XqjFW8SxFfoAAAAIbmlzdHAzODQAAABhBDG9XJnzHWAcEFiZFS60ltZa3xHunwH',
    'KlpQzKbQlANc2Q9JsknY704EJkgWSQ4IRtedOcb+EDLzyAnOk0Z7K9M02y1A1cOwLzt7j4wkqadMji2FwqfNdjT7agyibuoRUWAA',
    'AAAAAAAAAAAAAAQAAAAJpZAAAAAcAAAADb3BzAAAAAAAAAAD//////////wAAAAAAAACCAAAAFXBlcm1pdC1YMTEtZm9yd2FyZGl',
    'uZwAAAAAAAAAXcGVybWl0LWFnZW50LWZvcndhcmRpbmcAAAAAAAAAFnBlcm1pdC1wb3J0LWZvcndhcmRpbmcAAAAAAAAACnBlcm1',
    'pdC1wdHkAAAAAAAAADnBlcm1pdC11c2VyLXJjAAAAAAAAAAAAAAAzAAAAC3NzaC1lZDI1NTE5AAAAINLZXk0uE6KjeycDngyxNZv',
    'M7wZbpAWAOug20pd6rx4mAAAAUwAAAAtzc2gtZWQyNTUxOQAAAED2mie/fczwxSwmF4n8KMNmWVkx8vQojySe60TMA/ZZzufmCB3',
    'KoKjwbSL0Mwdh26IhYL9bLLBGIYjWyOAqEF8C',
  ].join(''),
  0,
  'SHA256:lHJH73Iq4CSCfsgXhGj2DQU0RmxiMYrzWK0DrcOedaQ',
)

/** A private key in OpenSSH's format with the public part of another one and nothing private in it. */
export function privateFile(key: KnownKey): string {
  const string = (bytes: Buffer | string) => {
    const body = Buffer.from(bytes as string)
    const head = Buffer.alloc(4)
    head.writeUInt32BE(body.length)
    return Buffer.concat([head, body])
  }
  const blob = Buffer.from(key.text.split(' ')[1] as string, 'base64')
  const one = Buffer.from([0, 0, 0, 1])
  const parts = [
    Buffer.from('openssh-key-v1\0'),
    string('none'),
    string('none'),
    string(''),
    one,
    string(blob),
    string(''),
  ]
  const lines =
    Buffer.concat(parts)
      .toString('base64')
      .match(/.{1,70}/g) ?? []
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines.join('\n')}\n-----END OPENSSH PRIVATE KEY-----\n`
}
