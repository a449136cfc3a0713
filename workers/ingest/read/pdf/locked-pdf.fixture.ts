import { createHash } from 'node:crypto'

/** What the standard fills passwords up with to 32 bytes (PDF 32000-1, 7.6.3.3). */
const PADDING = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex')
const ID = Buffer.from('00112233445566778899aabbccddeeff', 'hex')
const PERMISSIONS = -44

const md5 = (...parts: Uint8Array[]): Buffer => parts.reduce((hash, part) => hash.update(part), createHash('md5')).digest()
const padded = (password: string): Buffer => Buffer.concat([Buffer.from(password, 'latin1'), PADDING]).subarray(0, 32)

function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Array.from({ length: 256 }, (_, at) => at)
  for (let at = 0, other = 0; at < 256; at++) {
    other = (other + (state[at] ?? 0) + (key[at % key.length] ?? 0)) & 255
    ;[state[at], state[other]] = [state[other] ?? 0, state[at] ?? 0]
  }
  let [i, j] = [0, 0]
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 255
      j = (j + (state[i] ?? 0)) & 255
      ;[state[i], state[j]] = [state[j] ?? 0, state[i] ?? 0]
      return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0)
    }),
  )
}

/** Locks a PDF of `tinyPdf` with a password: revision 2 of the standard's own handler, RC4 with 40 bits. Its table of objects is left to be repaired. */
export function lockedPdf(plain: Uint8Array, password: string): Uint8Array {
  const owner = rc4(md5(padded(password)).subarray(0, 5), padded(password))
  const permissions = Buffer.alloc(4)
  permissions.writeInt32LE(PERMISSIONS)
  const key = md5(padded(password), owner, permissions, ID).subarray(0, 5)
  const user = rc4(key, PADDING)
  const text = Buffer.from(plain).toString('latin1')
  const locked = text.replace(
    /(\d+) 0 obj\n(<< \/Length \d+ >>)\nstream\n([\s\S]*?)\nendstream/g,
    (_, number: string, dictionary: string, content: string) => {
      const object = Buffer.from([Number(number) & 255, Number(number) >> 8, 0, 0, 0])
      const hidden = rc4(md5(key, object).subarray(0, 10), Buffer.from(content, 'latin1')).toString('latin1')
      return `${number} 0 obj\n${dictionary}\nstream\n${hidden}\nendstream`
    },
  )
  const handler = `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${owner.toString('hex')}> /U <${user.toString('hex')}> /P ${PERMISSIONS} >> /ID [<${ID.toString('hex')}> <${ID.toString('hex')}>]`
  return Uint8Array.from(Buffer.from(locked.replace('trailer\n<<', `trailer\n<< ${handler}`), 'latin1'))
}
