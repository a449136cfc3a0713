import type { z } from 'zod'
import { CONTRACT_VERSION, METHODS, type Method, type Result } from '../../src/domain/engine'
import { type ErrorShape, LucidError, toErrorShape } from '../../src/domain/errors'
import type { Answer, Envelope } from './wire'

export type ParsedParams<M extends Method> = z.output<(typeof METHODS)[M]['params']>
export type Handlers = { [M in Method]: (params: ParsedParams<M>, call_id: string) => Promise<Result<M>> }

/** Answers remembered for calls that come twice. A client sends a call again within seconds or never. */
const REMEMBERED = 1_000

/** Validates and runs calls for one owner, each call_id at most once: the same call again gets the same answer. */
export class Dispatch {
  private readonly answers = new Map<string, Promise<Answer>>()
  private running = 0
  private moved = false
  private whenIdle: (() => void)[] = []

  constructor(
    private readonly handlers: Handlers,
    /** is told of failures that are Lucid's own */
    private readonly broke: (method: string, error: ErrorShape) => void = () => {},
  ) {}

  call(envelope: Envelope): Promise<Answer> {
    const known = this.answers.get(envelope.call_id)
    if (known) return known
    if (this.moved) return Promise.resolve({ moved: true })
    const answer = this.answer(envelope)
    this.answers.set(envelope.call_id, answer)
    if (this.answers.size > REMEMBERED) this.answers.delete(this.answers.keys().next().value as string)
    return answer
  }

  /** Takes no new calls; resolves when those begun are answered. */
  drain(): Promise<void> {
    this.moved = true
    return this.running === 0 ? Promise.resolve() : new Promise((resolve) => this.whenIdle.push(resolve))
  }

  private async answer(envelope: Envelope): Promise<Answer> {
    this.running++
    try {
      return { ok: true, value: await this.run(envelope) }
    } catch (error) {
      const shape = toErrorShape(error)
      if (shape.code === 'internal') this.broke(envelope.method, shape)
      return { ok: false, error: shape }
    } finally {
      if (--this.running === 0) for (const resolve of this.whenIdle.splice(0)) resolve()
    }
  }

  private async run({ call_id, contract_version, method, params }: Envelope): Promise<unknown> {
    if (contract_version !== CONTRACT_VERSION)
      throw new LucidError('contract_mismatch', `This tab speaks contract ${contract_version}, the engine ${CONTRACT_VERSION}.`, {
        hint: 'Reload this tab.',
        details: { engine: CONTRACT_VERSION, caller: contract_version },
      })
    if (!isMethod(method)) throw new LucidError('bad_request', `There is no method ${method}.`)
    return await this.handle(method, params, call_id)
  }

  private handle<M extends Method>(method: M, params: unknown, call_id: string): Promise<Result<M>> {
    const parsed = METHODS[method].params.safeParse(params)
    if (!parsed.success)
      throw new LucidError('bad_request', `Parameters of ${method} are not valid.`, {
        details: { fields: parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })) },
      })
    return this.handlers[method](parsed.data as ParsedParams<M>, call_id)
  }
}

const isMethod = (name: string): name is Method => Object.hasOwn(METHODS, name)
