/** @type {import('next').NextConfig} */
export default {
  // The server itself says what it is; a page tells nobody what made it.
  poweredByHeader: false,
  // The server's own endpoints stream; pages are small and on the same machine or behind a proxy.
  compress: false,
  serverExternalPackages: ['nodejs-polars'],
  // `npm run check` checks the types of everything; a start builds what it serves, tests aside.
  typescript: { ignoreBuildErrors: true },
}
