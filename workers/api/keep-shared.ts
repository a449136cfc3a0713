import { LIMITS } from '../../src/domain/limits'
import { NAME_HEADER, SHARE_FAILED, SHARE_FIELD, SHARED_CACHE } from '../../src/domain/shared-files'

const PAGE = '/data'

/**
 * Keeps the files of a share (manifest, share_target) until a page takes them, and sends the browser to that page. Whoever can make a browser post a form
 * can come here, so a page of another origin is turned away where it shows, and the page that takes the files asks first.
 */
export async function keepShared(request: Request, origin: string, id: string): Promise<Response> {
  const to = (place: string) => Response.redirect(new URL(place, origin).href, 303)
  if (comesFromElsewhere(request, origin)) return to(PAGE)
  try {
    const form = await request.formData()
    const files = form.getAll(SHARE_FIELD).filter((one): one is File => one instanceof File && one.size > 0)
    const cache = await caches.open(SHARED_CACHE)
    for (const [at, file] of files.slice(0, LIMITS.folder_files).entries()) {
      const headers = { 'Content-Type': 'application/octet-stream', [NAME_HEADER]: encodeURIComponent(file.name.slice(0, 500)) }
      await cache.put(`/shared/${id}/${String(at).padStart(4, '0')}`, new Response(file, { headers }))
    }
    return to(PAGE)
  } catch {
    // a full disk, or no form at all: the page says so
    return to(PAGE + SHARE_FAILED)
  }
}

/** Of a share that the system makes neither header names a site. */
function comesFromElsewhere(request: Request, origin: string): boolean {
  const from = request.headers.get('Origin')
  if (from !== null && from !== 'null' && from !== origin) return true
  return (
    URL.canParse(request.referrer) &&
    !['about:', 'null'].includes(new URL(request.referrer).protocol) &&
    new URL(request.referrer).origin !== origin
  )
}
