import type { OpenAPIHono } from '@hono/zod-openapi'
import type { z } from 'zod'
import type { ApiEngine } from './engine'

export interface Asked<P, Q, B> {
  engine: ApiEngine
  params: P
  query: Q
  body: B
  request: Request
}

interface Shapes {
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
}
type Parsed<S> = S extends z.ZodType ? z.output<S> : Record<string, never>

/** One route: what it takes, every status it can answer beside those that all routes share (problem.ts), and how it is answered. */
export interface Route<S extends Shapes = Shapes> {
  method: 'get' | 'post' | 'put' | 'delete'
  /** under /api/v1; parameters in braces */
  path: string
  title: string
  /** what a caller should know beyond the title */
  note?: string
  takes?: S
  /** bodies that the route reads by itself, as a stream: their media types */
  streams?: readonly string[]
  answers: Readonly<Record<number, { says: string; schema?: z.ZodType; media?: readonly string[] }>>
  /** statuses of errors that this route can answer, of its own */
  errors?: Readonly<Partial<Record<400 | 404 | 409 | 413 | 415 | 422 | 507, string>>>
  /** true: may be opened as a page and needs no engine */
  open?: boolean
  answer(asked: Asked<Parsed<S['params']>, Parsed<S['query']>, Parsed<S['body']>>): Promise<Response>
}

/** Keeps the types of parameters where a route is written. */
export const defineRoute = <const S extends Shapes>(route: Route<S>): Route => route as unknown as Route

export type Api = OpenAPIHono

export const json = (value: unknown, status = 200): Response => Response.json(value, { status, headers: { 'Cache-Control': 'no-store' } })
