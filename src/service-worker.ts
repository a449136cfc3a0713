export {}
declare const self: { __WB_MANIFEST: unknown }
self.__WB_MANIFEST
