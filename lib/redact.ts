// What looks like a secret in text that leaves a machine. It may hide too much; what a person wrote plainly it cannot know.

/** What stands in the place of a secret. */
export const hidden = '***'

/** Names of flags, variables and keys whose value is secret. */
export const secretName =
  /(pass(w(or)?d|phrase)?|pwd|secret|token|api-?_?key|access-?_?key|private-?_?key|credential|auth(orization)?|bearer|cookie|session|signature|client-?_?secret|sas)$/i

/** The text without what looks like a secret in it: by names before values, by form, and keys in PEM. */
export function redact(text: string): string {
  return (
    text
      .replaceAll(/-----BEGIN ([A-Z ]{0,40}PRIVATE KEY)-----[\s\S]*?(?:-----END \1-----|$)/g, hidden)
      // Before names: what follows the scheme is the secret.
      .replaceAll(/(authorization\\?["']?\s*[:=]\s*\\?["']?(?:[\w-]+\s+)?)[^\s"'\\]+/gi, `$1${hidden}`)
      .replaceAll(/\b(Bearer|Basic)\s+[^\s"']+/gi, `$1 ${hidden}`)
      // A word behind it is no token: people write about tokens too.
      .replaceAll(/\b([Tt]oken)\s+(?=[^\s"']*\d|[^\s"']*[a-z][A-Z]|[^\s"']{16})[^\s"']+/g, `$1 ${hidden}`)
      .replaceAll(/([?&])([\w.-]+)=[^\s"'&;]+/g, (whole, sign: string, name: string) =>
        secretName.test(name) ? `${sign}${name}=${hidden}` : whole,
      )
      .replaceAll(
        /([\w.-]+)(\\?["']?(?:=|:\s*))(\\"[^"\\]*\\"|"[^"]*"|'[^']*'|[^\s"'&;]+)/g,
        (whole, name: string, sign: string, value: string) =>
          secretName.test(name) && !isPlain(sign, value) ? `${name}${sign}${hidden}` : whole,
      )
      .replaceAll(/(--?[\w-]+)(\s+)("[^"]*"|'[^']*'|[^\s"']+)/g, (whole, name: string, space: string) =>
        secretName.test(name) ? `${name}${space}${hidden}` : whole,
      )
      .replaceAll(/([a-z][a-z0-9+.-]*:\/\/)[^/\s@]+@/gi, `$1${hidden}@`)
      .replaceAll(/\beyJ[\w-]{8,}\.[\w-]+\.?[\w-]*/g, hidden)
      .replaceAll(/\b(AKIA|ASIA)[A-Z0-9]{16}\b/g, hidden)
      .replaceAll(/\b(ghp|gho|ghs|glpat|xox[abp])[-_][\w-]{10,}/g, hidden)
      .replaceAll(/(?<![\w/+.-])[A-Za-z0-9+/_-]{40,}={0,2}(?![\w/+.-])/g, (found) => (isRandom(found) ? hidden : found))
  )
}

/** A number or a word of JSON: `"pass": 12` counts something. */
function isPlain(sign: string, value: string): boolean {
  return sign.includes('"') && /^(-?\d[\d.]{0,20}|true|false|null)[,}\]]{0,9}$/.test(value)
}

/** Letters of both cases and digits, without the look of a path: no word that a person wrote. */
function isRandom(text: string): boolean {
  return /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text) && !/^\/|\/.*\/.*\//.test(text)
}
