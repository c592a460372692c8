// Certificates as nodes really have them, from their files to the answers of rules: what each comes to was worked out from
// how programs in Go and the components use them, not by what this code says.
import { beforeAll, describe, expect, test } from 'vitest'
import { openHost } from '../../../agent/host/host.ts'
import { makeHost } from '../../support/host.ts'
import { answer } from '../../support/judged.ts'
import { makeCertificates, now } from './certificates/given.ts'
import { keysAndForms } from './certificates/keys.ts'
import { named } from './certificates/named.ts'
import { purpose } from './certificates/purpose.ts'
import { trust } from './certificates/trust.ts'
import { validity } from './certificates/validity.ts'

beforeAll(makeCertificates)

describe.each([
  ['validity', validity],
  ['named', named],
  ['keys and forms', keysAndForms],
  ['purpose', purpose],
  ['trust', trust],
])('%s', (_, variants) => {
  test.each(variants)('$name', async ({ node, rules }) => {
    const host = openHost(makeHost(node()))
    const answers = await Promise.all(Object.keys(rules).map(async (id) => [id, await answer(host, id, new Date(now))]))
    expect(Object.fromEntries(answers)).toEqual(rules)
  })
})
