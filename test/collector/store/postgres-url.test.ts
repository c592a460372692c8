import { describe, expect, test } from 'vitest'
import { parsePostgresUrl } from '../../../collector/store/postgres-url.ts'
import { StoreError } from '../../../collector/store/store.ts'

describe('the URL of a database', () => {
  test.each([
    ['postgres://u:p%40ss@db.example:6432/merlon', 'db.example:6432/merlon', { user: 'u', password: 'p@ss', ssl: {} }],
    ['postgresql://u@db.example/merlon', 'db.example:5432/merlon', { user: 'u', ssl: {} }],
    ['postgres://[::1]:5433/merlon', '[::1]:5433/merlon', { ssl: false }],
    ['postgres://127.0.0.1/merlon?sslmode=verify-full', '127.0.0.1:5432/merlon', { ssl: {} }],
    ['postgres://localhost/m?host=%2Frun%2Fpg', '/run/pg:5432/m', { ssl: false }],
    ['postgres://u:p@a:1,b,[::1]:3/m', 'a:1,b:5432,[::1]:3/m', { user: 'u', password: 'p', ssl: {} }],
    ['postgres://127.0.0.1,[::1]/m', '127.0.0.1:5432,[::1]:5432/m', { ssl: false }],
    ['postgres://localhost:7/m?host=/a,/b', '/a:7,/b:7/m', { ssl: false }],
    ['postgres://db.example/m?target_session_attrs=read-write', 'db.example:5432/m', { ssl: {} }],
    ['postgres://db.example/m?sslmode=disable', 'db.example:5432/m', { ssl: false }],
    ['postgres://db.example/m?sslmode=require', 'db.example:5432/m', { ssl: { rejectUnauthorized: false } }],
    [
      'postgres://db.example/m?sslmode=verify-ca',
      'db.example:5432/m',
      { ssl: { checkServerIdentity: expect.any(Function) } },
    ],
  ])('%s', (text, name, config) => {
    const place = parsePostgresUrl(text)
    expect(place.name).toBe(name)
    expect(place.config).toMatchObject(config)
  })

  test.each([
    ['mysql://u:hunter2@h/d', 'is none'],
    ['hunter2', 'is none'],
    ['postgres://u:hunter2@h', 'names no host, or no database'],
    ['postgres:///d', 'names no host, or no database'],
    ['postgres://u:hunter2@h,/d', 'names no host, or no database'],
    ['postgres://u:hunter2@h,h:port/d', 'is none'],
    ['postgres://u:hunter2@h/d?target_session_attrs=standby', 'there is read-write'],
    ['postgres://u:hunter2@h/d?sslmode=prefer', 'sslmode that is not known'],
    ['postgres://u:hunter2@h/d?options=x', 'parameter that is not known: options'],
    ['postgres://u:hunter2%zz@h/d', 'begins no character'],
    ['postgres://u:hunter2@h/d?sslrootcert=/nowhere/ca.crt', 'cannot be read: ENOENT'],
  ])('that is wrong says how, and not what it holds: %s', (text, why) => {
    let thrown: unknown
    try {
      parsePostgresUrl(text)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(StoreError)
    expect((thrown as StoreError).message).toContain(why)
    expect((thrown as StoreError).message).not.toContain('hunter2')
  })
})
